"""Looking at the work as a whole: search, views by unit, part, group and region, calendars, comparisons, exports."""
