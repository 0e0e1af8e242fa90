"""Writes of this room: the search index."""
