"""A real plan through import and review: every item stands on exactly one sheet, every unit at its words."""

import pytest

from luoshi.plans.models import PlanVersion
from luoshi.plans.payloads import unit_mentions
from luoshi.plans.selectors.review import Filters, review_page


@pytest.mark.seeds
def test_its_sheets_show_every_item_once_and_every_unit_at_its_words(real: PlanVersion) -> None:
    assert real.state == PlanVersion.State.REVIEWING
    first = review_page(real, number=1, filters=Filters())
    pages = [review_page(real, number=one.sheet.number, filters=Filters()) for one in first.work]
    shown = [item.pk for page in pages for item in page.items]
    assert sorted(shown) == sorted(real.items.values_list("pk", flat=True))
    assert len(shown) > 100
    text = real.text
    for page in pages:
        for item in page.items:
            for _role, unit in unit_mentions(item.kind, item.payload):
                assert "".join(text[slice(*unit["span"])].replace("**", "").split()) == unit["name"]
