"""Tasks in motion: accept, report, review, close; lights."""
