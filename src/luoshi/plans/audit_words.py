"""What this room's entries in the audit record mean."""

from django.utils.translation import gettext_lazy as _

from luoshi.audit.words import ACTIONS


def connect() -> None:
    """Called once, when Django is ready."""
    ACTIONS.update(
        {
            "plans.file_received": _("handed in a file"),
            "plans.imported": _("read a file"),
            "plans.import_failed": _("could not read a file"),
            "plans.import_restarted": _("started an import again"),
            "plans.version_discarded": _("discarded a version"),
            "plans.region_set": _("said whose plan it is"),
            "plans.item_accepted": _("accepted an item"),
            "plans.item_corrected": _("corrected an item"),
            "plans.item_rejected": _("rejected an item"),
            "plans.item_pending": _("took a decision back"),
            "plans.item_undone": _("took a decision back"),
            "plans.item_added": _("added an item"),
            "plans.items_accepted": _("accepted items without doubt"),
            "plans.rest_decided": _("decided the rest at publication"),
            "plans.finding_accepted": _("accepted a finding"),
            "plans.finding_reopened": _("opened a finding again"),
            "plans.target_replaced": _("said why a target is gone"),
            "plans.task_replaced": _("said why a task is gone"),
            "plans.items_rejected": _("rejected items as before"),
            "plans.published": _("published a version"),
        }
    )
