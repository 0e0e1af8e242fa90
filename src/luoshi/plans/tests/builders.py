"""A plan of an invented county in each of its states, for this room's tests and for the permission table."""

from typing import Any

from django.core.files.base import ContentFile

from luoshi.accounts.models import RoleAssignment, User
from luoshi.accounts.roles import Role
from luoshi.orgs.models import Region
from luoshi.plans.models import PlanVersion
from luoshi.plans.services import imports, publishing
from luoshi.plans.tests.sample import TEXT, contract
from luoshi.reading import Document


def make_person(name: str, role: Role) -> User:
    """Somebody who holds a role for everything; signed in by force."""
    user = User.objects.create(username=name, display_name=name, must_change_password=False)
    RoleAssignment.objects.create(user=user, role=role)
    return user


def received_version(actor: User, region: Region) -> PlanVersion:
    """A version whose file was received and not read yet."""
    file = ContentFile(TEXT.encode(), name="plan.txt")
    return imports.receive(file=file, name="plan.txt", region=region, actor=actor).version


def reviewed_version(actor: User, region: Region) -> PlanVersion:
    """A version under review, with the known reading of the sample and one finding."""
    version = received_version(actor, region)
    document = Document("plan.txt", "text/plain", version.sha256, TEXT)
    imports.store(version=version, document=document, draft=contract(), findings=[finding()])
    version.refresh_from_db()
    return version


def published_version(actor: User, region: Region) -> PlanVersion:
    """A version in force, every item of it accepted."""
    version = reviewed_version(actor, region)
    return publishing.publish(version_id=version.pk, undecided=publishing.ACCEPT, actor=actor)


def finding() -> dict[str, Any]:
    return {
        "rule": "no-unit", "severity": "warning", "message": "The task names no unit.",
        "message_zh": "任务没有责任单位。",
        "places": [{"span": contract()["tasks"][2]["span"], "line": 10, "quote": "落实月调度制度"}],
        "fingerprint": "abc",
    }  # fmt: skip
