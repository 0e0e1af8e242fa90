"""One command, luoshi."""
