"""Stage graphs as data, and the one engine that moves things through them."""
