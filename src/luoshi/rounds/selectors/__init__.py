"""Everything the rounds room reads."""
