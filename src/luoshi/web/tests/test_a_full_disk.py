"""A disk that is really full: a small filesystem of its own, filled to the last byte while the site is at work."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

MEGABYTES = 48
# In a process of its own, whose data folder is the small disk: a draft is saved, the disk is filled, saving fails in
# words, nothing that was stored is lost, and after tidying up the same page saves again.
SCRIPT = """
import os, sys, sqlite3
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from luoshi.accounts.roles import Role
from luoshi.delivery.models import Evidence, Report
from luoshi.delivery.tests.desk_world import DAY, build
from luoshi.web.testworld import build as build_world
os.environ["LUOSHI_DAY"] = DAY.isoformat()
busy = build(build_world())
busy.accepted()
report = busy.draft()
client = Client(raise_request_exception=False)
client.force_login(busy.person(Role.REPORTER))
address = f"/delivery/reports/{report.pk}/"
def save(words):
    revision = Report.objects.get(pk=report.pk).revision
    return client.post(address + "save/", {"words": words, "revision": revision}).status_code
def attach(name):
    file = SimpleUploadedFile(name, b"proof " * 20000, "text/plain")
    return client.post(address + "evidence/", {"files": file, "file": file}).status_code
print("before", save("Before."))
with connection.cursor() as cursor:  # the log of writes takes no room in advance
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
filler = Path(os.environ["LUOSHI_DATA"]) / "filler"
with filler.open("wb", buffering=0) as file:
    try:
        while True:
            file.write(b"x" * 4096)
    except OSError as error:
        print("full", error.errno)
print("while full", save("While it was full. " * 200))
print("file while full", attach("while.txt"))
print("kept", Report.objects.get(pk=report.pk).words, Evidence.objects.count())
print("read while full", client.get(address).status_code)
filler.unlink()
print("after", save("After."))
print("file after", attach("after.txt"), Evidence.objects.count())
print("kept", Report.objects.get(pk=report.pk).words)
with connection.cursor() as cursor:
    print("whole", cursor.execute("PRAGMA integrity_check").fetchone()[0])
left = [path.name for path in (Path(os.environ["LUOSHI_DATA"]) / "uploads").rglob("*") if path.is_file()]
print("files", len(left))
"""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A filesystem of a few megabytes, which needs the rights of root."""
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("a small filesystem can be mounted by root alone")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(tmp_path)], check=False)
    if made.returncode:
        pytest.skip("no filesystem may be mounted here")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_it_is_told_and_nothing_is_lost_and_it_goes_on_afterwards(small_disk: Path) -> None:
    environment = {**os.environ, "LUOSHI_DATA": str(small_disk), "DJANGO_SETTINGS_MODULE": "luoshi.web.settings"}
    environment.pop("LUOSHI_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    said = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr[-3000:]
    assert said == [
        "before 200",
        "full 28",
        "while full 507",
        "file while full 507",
        "kept Before. 0",
        "read while full 200",
        "after 200",
        "file after 302 1",
        "kept After.",
        "whole ok",
        "files 1",
    ]
