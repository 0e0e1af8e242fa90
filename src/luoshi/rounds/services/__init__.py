"""Everything the rounds room writes."""
