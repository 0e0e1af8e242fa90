"""Codes of areas (GB/T 2260-2007, GB/T 10114-2003) and of organisations (GB 32100-2015). Pure functions."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
# GB/T 2260-2007: third and fourth digits of a prefecture, fifth and sixth of a county.
CITIES = frozenset([*range(1, 71), 90])


class BadCode(ValueError):
    """A code that breaks its standard; the argument names the rule that is broken."""


def region_level(code: str) -> str:
    """The level that a code itself states. Raises BadCode when it is no code of an area.

    Six digits: two of the province, two of the prefecture (00 where there is none, 90 for counties directly under the
    province), two of the county. Nine: three more of the town. Twelve: three more of the village.
    """
    if not (code.isascii() and code.isdigit()):
        raise BadCode("digits")
    if len(code) not in (6, 9, 12):
        raise BadCode("length")
    if not 11 <= int(code[:2]) <= 99:
        raise BadCode("province")
    if len(code) > 6:
        return _below_county(code)
    if code[2:] == "0000":
        return "province"
    if int(code[2:4]) not in CITIES:
        raise BadCode("city")
    if code[4:] == "00":
        return "city"
    return "county"


def _below_county(code: str) -> str:
    if code[4:6] == "00" and code[2:4] == "00":
        raise BadCode("county")
    if code[6:9] == "000":
        raise BadCode("town")
    if len(code) == 12 and code[9:] == "000":
        raise BadCode("village")
    return "town" if len(code) == 9 else "village"


def check_region(code: str, level: str, parent_code: str = "") -> None:
    """Refuse a code that is not of this level or does not lie within its parent's. Raises BadCode.

    A parent without a code (a zone) or a child whose parent stands outside the code's own line is no fault: zones take
    over towns, and counties may be managed by a province directly.
    """
    stated = region_level(code)
    if stated != level:
        raise BadCode(level)
    if parent_code and not code.startswith(_stem(parent_code)):
        raise BadCode("parent")


def _stem(code: str) -> str:
    """The digits that everything below shares: those of the province, prefecture or county."""
    if len(code) > 6:
        return code
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code


def above(code: str) -> list[str]:
    """The codes of the areas that a code lies in, nearest first."""
    level = region_level(code)
    found = [code[:9]] if level == "village" else []
    if level in ("village", "town"):
        found.append(code[:6])
    if level in ("village", "town", "county"):
        found.append(f"{code[:4]}00")
    if level != "province":
        found.append(f"{code[:2]}0000")
    return [one for one in found if one != code]


def check_credit_code(code: str) -> None:
    """Refuse what is no unified social credit code: 18 characters, the last by GB 32100-2015. Raises BadCode.

    C18 = 31 - (sum of Ci * 3^(i-1) mod 31) mod 31, with 31 counted as 0; I, O, S, V and Z are not used.
    """
    if len(code) != 18 or any(character not in ALPHABET for character in code):
        raise BadCode("credit-form")
    if credit_check_character(code[:17]) != code[17]:
        raise BadCode("credit-check")


def credit_check_character(body: str) -> str:
    """The eighteenth character that belongs to seventeen others."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]
