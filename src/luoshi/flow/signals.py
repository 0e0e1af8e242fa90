"""The moment other rooms wait for."""

from django.dispatch import Signal

# Sent by flow.services.advance inside the transaction, once the new state and its row are stored.
# Arguments: sender=the subject's class, subject, row: flow.models.Transition, actor: flow.services.Actor.
moved = Signal()
