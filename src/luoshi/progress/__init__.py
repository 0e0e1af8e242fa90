"""Pure rules: pace, completion, lights, catch-up, forecasts, working days, reporting periods. No Django, no clock."""
