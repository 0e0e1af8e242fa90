"""Background jobs kept in the database: enqueue, claim, run, show progress, fail with a sentence."""
