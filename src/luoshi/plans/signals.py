"""Moments other rooms wait for."""

from django.dispatch import Signal

# Sent inside the publishing transaction, after every published row is stored.
# Arguments: sender=PlanVersion, version: PlanVersion, actor: the user who published.
# A task that continues one of the version before says so in Task.previous.
version_published = Signal()

# Sent inside the transaction in which names of a published version turned out to mean units.
# Arguments: sender=PlanVersion, version: PlanVersion, tasks: the ids of the published tasks concerned, actor.
parties_settled = Signal()
