"""A finding is accepted with a reason, and stays accepted while its words do."""

from luoshi.checking import check
from luoshi.checking.tests.plans import plan
from luoshi.extraction import extract
from luoshi.reading.document import Document

FAULTY = plan(first_target="规模工业增加值增长9%以上。")


def document(text: str) -> Document:
    return Document("方案.txt", "text/plain", "0" * 64, text)


def test_it_carries_the_reason_of_an_accepted_finding() -> None:
    source = document(FAULTY)
    fault = next(finding for finding in check(extract(source), source) if finding.rule == "conflicting-target")
    again = check(extract(source), source, accepted={fault.fingerprint: "以附件为准"})
    assert next(finding for finding in again if finding.rule == fault.rule).accepted == "以附件为准"


def test_it_knows_the_finding_again_when_the_text_moves() -> None:
    first, second = document(FAULTY), document("政府文件\n\n" + FAULTY)
    prints = [
        {finding.fingerprint for finding in check(extract(source), source) if finding.rule == "conflicting-target"}
        for source in (first, second)
    ]
    assert prints[0] == prints[1] != set()


def test_every_place_is_a_span_with_its_line() -> None:
    source = document(FAULTY)
    for finding in check(extract(source), source):
        for place in finding.places:
            assert source.text[: place.span.start].count("\n") + 1 == place.line
            assert "".join(source.text[slice(*place.span)].split()).startswith(place.quote.rstrip("…")[:8])
