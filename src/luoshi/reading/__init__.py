"""One reader per format, each turning a file into a Document (text, blocks, tables)."""
