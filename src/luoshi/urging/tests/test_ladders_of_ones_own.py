"""A ladder that an office has changed: taken when it is sound, refused with place, cause and remedy when it is not."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from luoshi.packs import HOME, PackError
from luoshi.urging.rule import ladder_of

SHIPPED = yaml.safe_load((HOME / "urging/default.yaml").read_text("utf-8"))


def written(folder: Path, change: Callable[[Any], None]) -> Path:
    pack = deepcopy(SHIPPED)
    change(pack)
    (folder / "urging").mkdir()
    (folder / "urging/default.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def test_an_office_may_take_rungs_out_and_change_days(tmp_path: Path) -> None:
    def shorter(pack: Any) -> None:
        pack["version"] = 2
        pack["steps"] = [pack["steps"][0], pack["steps"][1], pack["steps"][4]]
        pack["steps"][1]["when"] = [{"days_after_due": 3, "because": {"zh": "超期$days日", "en": "$days days late"}}]
        pack["steps"][1]["confirm"] = ["office"]

    ladder = ladder_of(folder=written(tmp_path, shorter))
    assert [step.name for step in ladder.steps] == ["remind", "urge", "bulletin"]
    assert ladder.rule == "default@2" and ladder.steps[1].confirm == {"office"}


@pytest.mark.parametrize(
    ("change", "place", "expected"),
    [
        (lambda pack: pack["steps"].append(deepcopy(pack["steps"][0])), "(steps/5/name)", "stands twice"),
        (lambda pack: pack["steps"].reverse(), "(steps/1/name)", "milder than “bulletin”"),
        (lambda pack: pack["steps"][2]["when"][0].update(days_after_due=50), "(steps/3/when)", "write at least 50"),
        (
            lambda pack: pack["steps"][0]["when"][0]["because"].update(zh="还有$tage天"),
            "(steps/0/when/0/because/zh)",
            "$tage is not known; use only $days",
        ),
        (
            lambda pack: pack["steps"][1]["when"][1]["because"].update(en="costs 5 $ a day"),
            "(steps/1/when/1/because/en)",
            "a $ stands alone",
        ),
    ],
)
def test_a_senseless_ladder_is_refused(
    tmp_path: Path, change: Callable[[Any], None], place: str, expected: str
) -> None:
    with pytest.raises(PackError) as caught:
        ladder_of(folder=written(tmp_path, change))
    assert place in str(caught.value) and expected in str(caught.value) and "line " in str(caught.value)
