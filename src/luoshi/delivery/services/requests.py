"""Requests to move a task's date. The original date stays for ever; only whoever grants fixes the new one."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoshi.accounts.models import User
from luoshi.audit.services import record
from luoshi.delivery import rights
from luoshi.delivery.errors import DeliveryError
from luoshi.delivery.gates import GATES
from luoshi.delivery.models import Extension, Task
from luoshi.delivery.services.lights import relight
from luoshi.flow import clock
from luoshi.flow.models import Transition
from luoshi.flow.services import Step, advance, begin


@transaction.atomic
def ask(
    *, task: Task, kind: str, asked_due: date | None = None, change: str = "", reason: str, user: User
) -> Extension:
    """File a request. Raises DeliveryError after the due date, without a reason, or while another one is open.

    An extension names the date asked for; a change says in words what is to be changed, and moves no date.
    """
    is_change = kind == Extension.Kind.CHANGE
    if "lead" not in rights.actor(user, task).roles:
        raise DeliveryError(_("Only the lead unit may ask for this."))
    if task.stage.life != "open":
        raise DeliveryError(_("This task is not being worked on, so its date cannot be moved."))
    if task.due and task.due < clock.today():
        raise DeliveryError(_("A request must be filed before the due date (%s); it has passed.") % task.due)
    if not reason.strip():
        raise DeliveryError(_("Please write a reason."))
    if is_change and not change.strip():
        raise DeliveryError(_("Write what is to be changed, and into what."))
    if not is_change and (asked_due is None or asked_due <= clock.today() or asked_due == task.due):
        raise DeliveryError(_("The date asked for must lie ahead and differ from the present one."))
    request = begin(
        Extension(
            task=task,
            kind=kind,
            reason=reason.strip(),
            change=change.strip() if is_change else "",
            old_due=task.due,
            asked_due=None if is_change else asked_due,
            asked_by=user,
            asked_at=clock.now(),
        )
    )
    _save_once(request)
    record(
        action="delivery.extension_asked",
        subject=task,
        actor=user,
        data={"from": task.due, "to": request.asked_due, "change": request.change, "reason": request.reason},
    )
    return request


def _save_once(request: Extension) -> None:
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        raise DeliveryError(_("A request for this task is already open.")) from None


@transaction.atomic
def decide(*, request: Extension, step: Step, user: User) -> Transition:
    """Grant (with `due` in the step's data), refuse or withdraw. Raises FlowError when that is not possible."""
    task = request.task
    due = date.fromisoformat(step.data["due"]) if step.data.get("due") else None
    row = advance(subject=request, step=step, actor=rights.actor(user, task), gates=GATES)
    if row.name == "grant" and due is not None:
        request.granted_due = due
        request.save(update_fields=["granted_due"])
        task.due, task.due_basis = due, Task.DueBasis.GRANTED
        task.save(update_fields=["due", "due_basis"])
        relight(task)
    record(
        action=f"delivery.extension_{row.name}",
        subject=task,
        actor=user,
        data={"from": request.old_due, "to": due, "reason": row.reason},
    )
    return row
