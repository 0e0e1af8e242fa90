"""Pure ground: spans, Chinese numerals, quantities, dates and periods, working calendar, money."""
