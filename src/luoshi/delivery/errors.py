"""Why something at the delivery desk did not happen."""


class DeliveryError(Exception):
    """Its text is one sentence for the page: what is wrong and what to do."""


class Overtaken(DeliveryError):
    """Somebody else saved first; nothing of theirs was overwritten."""
