"""Plan versions: import, review beside the source, publication."""
