"""Stage graphs as data: definition and checks are pure, storage is one small set of tables (docs/flow.md)."""
