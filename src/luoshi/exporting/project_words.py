"""What tells a project's own name from the kind of thing it is; the words stand in project_words.yaml."""

import re
from functools import cache
from pathlib import Path

import yaml

LONG_PARK = 8  # characters
_WORK = re.compile(
    r"(?:项目|工程|[一二三四五]期|扩容|扩建|改扩建|改造|提质|提质改造|升级改造|迁建|除险加固|综合整治|综合治理|疏浚)$"
)
_CODE = re.compile(r"[A-Z]\d{2,4}|\d{2,4}千伏|[A-Za-z]{3,}")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What ends a project's name, and every word for a kind of thing."""
    words = yaml.safe_load((Path(__file__).parent / "project_words.yaml").read_text("utf-8"))
    assets, kinds = words["assets"].split(), words["kinds"].split()
    ending = f"(?:{'|'.join(assets)})(?:[一二三四五]期)?(?:项目|工程)?$"
    return re.compile(ending), re.compile("|".join(sorted({*assets, *kinds}, key=len, reverse=True)))


def has_own_name(words: str) -> bool:
    """Whether something is left when the words for kinds are taken away: a place, a firm, a road's number."""
    return bool(_CODE.search(words)) or len(re.sub(r"[\d.（）]", "", _patterns()[1].sub("", words))) >= 2


def is_park(words: str) -> bool:
    """Whether the words name a park, which is one place even where its name says only what it is for."""
    return len(words) >= LONG_PARK and words.endswith(("产业园", "科技园", "物流园", "工业园"))


def is_asset(words: str) -> bool:
    """Whether the words end with what can be built."""
    return bool(_patterns()[0].search(words))


def is_work(words: str) -> bool:
    """Whether the words end as the name of building works does."""
    return bool(_WORK.search(words))
