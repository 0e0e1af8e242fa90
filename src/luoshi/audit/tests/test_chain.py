"""The audit record is chained, append-only, and tells when it was tampered with."""

import threading

import pytest
from django.db import Error, connection, transaction

from luoshi.audit import triggers
from luoshi.audit.models import ChainHead, ImmutableRecord, Record
from luoshi.audit.services import record, together, verify


def write(number: int = 1) -> None:
    for count in range(number):
        with transaction.atomic():
            record(action="orgs.unit_created", summary=f"unit {count}", data={"share": 1e20, "half": 0.5, "whole": 2.0})


@pytest.mark.django_db
def test_it_chains_each_record_to_the_one_before() -> None:
    write(3)
    first, second, third = Record.objects.order_by("sequence")
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert verify().checked == 3
    assert verify().whole


@pytest.mark.django_db
def test_it_refuses_to_write_outside_the_transaction_of_the_write() -> None:
    connection.in_atomic_block, kept = False, connection.in_atomic_block
    try:
        with pytest.raises(RuntimeError):
            record(action="orgs.unit_created")
    finally:
        connection.in_atomic_block = kept


@pytest.mark.django_db
def test_it_refuses_changes_in_python() -> None:
    write()
    entry = Record.objects.get()
    for attempt in (entry.save, entry.delete, Record.objects.all().delete):
        with pytest.raises(ImmutableRecord):
            attempt()
    with pytest.raises(ImmutableRecord):
        Record.objects.update(summary="x")


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE audit_record SET summary = 'x'", "DELETE FROM audit_record"])
def test_it_refuses_changes_in_the_database(sql: str) -> None:
    write()
    with (
        pytest.raises(Error, match="cannot be changed or removed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Record.objects.count() == 1


@pytest.mark.django_db
def test_it_finds_a_record_that_was_altered_behind_its_back() -> None:
    write(3)
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_record SET summary = 'forged' WHERE sequence = 2")
    triggers.install(connection)
    assert "content of record 2 was altered" in verify().fault


@pytest.mark.django_db
def test_it_finds_a_missing_tail() -> None:
    write(3)
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_record WHERE sequence = 3")
    triggers.install(connection)
    assert "head names record 3" in verify().fault


@pytest.mark.django_db
def test_it_leaves_no_record_of_a_write_that_was_rolled_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(action="orgs.unit_created")
        _ = 1 / 0
    assert verify().checked == 0
    assert not ChainHead.objects.filter(sequence__gt=0).exists()


@pytest.mark.django_db
def test_it_appends_what_a_block_gathered_in_its_order() -> None:
    with transaction.atomic(), together():
        record(action="orgs.unit_created", summary="first")
        with together():
            record(action="orgs.unit_created", summary="second")
        assert not Record.objects.exists(), "nothing holds the chain before the block ends"
    write()
    assert list(Record.objects.order_by("sequence").values_list("summary", flat=True)) == ["first", "second", "unit 0"]
    assert verify().checked == 3 and verify().whole


@pytest.mark.django_db
def test_it_drops_what_a_failed_block_within_a_block_gathered() -> None:
    with transaction.atomic(), together():
        record(action="orgs.unit_created", summary="kept")
        with pytest.raises(ZeroDivisionError), transaction.atomic(), together():
            record(action="orgs.unit_created", summary="dropped")
            _ = 1 / 0
    assert list(Record.objects.values_list("summary", flat=True)) == ["kept"] and verify().whole


@pytest.mark.django_db
def test_it_appends_nothing_when_the_block_fails() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(), together():
        record(action="orgs.unit_created")
        _ = 1 / 0
    write()
    assert verify().checked == 1 and verify().whole


@pytest.mark.django_db(transaction=True)
def test_it_stays_one_chain_when_many_write_at_once() -> None:
    def writer() -> None:
        write(5)
        connection.close()

    writers = [threading.Thread(target=writer) for _number in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert verify().checked == 20
    assert verify().whole
