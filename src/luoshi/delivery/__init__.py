"""Tasks in motion: assign, accept, report, review, extend, close; and the lights that are computed from it."""
