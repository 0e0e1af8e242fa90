"""What sort of office a name means; a first guess that people may correct."""

import re

from luoshi.orgs.models import Unit

# The first pattern that fits decides: 县经开区税务局 is a branch before it is anything of the zone.
_PATTERNS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"(?:专班|小组|指挥部|委员会)办公室$", Unit.Kind.OFFICE),
        (r"(?:集团|公司|银行|信用社|合作社)$", Unit.Kind.COMPANY),
        (r"(?:分局|支局|税务局|海关|气象局|消防救援(?:局|大队|支队)|海事局|烟草局)$", Unit.Kind.VERTICAL),
        (r"(?:经开区|高新区|开发区|示范区|园区|新区)(?:管委会|管理委员会)?$", Unit.Kind.ZONE),
        (r"(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处)?$", Unit.Kind.TOWN),
        (r"(?:总工会|妇联|工商联|科协|文联|残联|侨联|红十字会|团\w?委)$", Unit.Kind.OTHER),
        (r"^(?:中共)?\w{0,6}?[省市州县区旗](?:纪)?委(?!员会)|纪委", Unit.Kind.PARTY),
    )
)


def kind_of_unit(name: str) -> Unit.Kind:
    """The sort of office that a name means; a department where nothing in the name says otherwise."""
    return next((kind for pattern, kind in _PATTERNS if pattern.search(name)), Unit.Kind.BUREAU)
