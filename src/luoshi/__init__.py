"""Luoshi 落实: from the issued document to the last closed item."""

__version__ = "0.1.0"
