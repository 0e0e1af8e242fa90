"""Pure rules of pace, lights, catch-up and forecast."""
