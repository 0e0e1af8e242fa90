"""Why somebody was not urged."""


class UrgingError(Exception):
    """Its text is one sentence for the page: what is wrong and what to do."""
