"""Why a transition did not happen. Each message is for the person who asked for it."""


class FlowError(Exception):
    """The base; its text is one sentence for the page."""


class NotAllowed(FlowError):
    """The person's roles do not include one that may do this."""


class NotOpen(FlowError):
    """A gate is shut, or a required field is empty."""


class Stale(FlowError):
    """Somebody else was first, or the page was old: the state is no longer the one the person saw."""
