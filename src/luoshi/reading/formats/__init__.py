"""One module per format. Each holds a READER; a module put here is found by itself (see docs/readers.md)."""
