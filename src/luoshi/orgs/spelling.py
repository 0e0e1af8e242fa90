"""How documents shorten the names of offices: what stands in front of them and behind them. Pure functions."""

RANKS = ("省", "自治区", "自治州", "地区", "市", "州", "盟", "县", "自治县", "区", "旗", "镇", "乡", "街道")
# 市 in front of these belongs to the word, not to the region: 市场监管局 is no 场监管局 of a city.
WORDS = ("市场", "市政", "市容", "市民", "市域", "市属", "区域", "区块", "区划", "县域", "镇街", "镇村", "乡村", "乡镇")
TOWNS = ("镇", "乡", "街道")
ENDINGS = ("人民政府", "政府", "办事处", "办")


def rank(region: str) -> str:
    """The word for what a region is, at the end of its name: 县 of 青岚县."""
    return max((one for one in RANKS if region.endswith(one)), key=len, default="")


def stem(region: str) -> str:
    """A region's name without its rank: 青岚 of 青岚县. Names of one character keep it."""
    bare = region.removesuffix(rank(region))
    return bare if len(bare) >= 2 else region


def core(name: str, region: str) -> str:
    """What is left of an office's name once the region in front and the seat of a town behind are taken off.

    青岚县财政局, 青岚财政局, 县财政局 and 财政局 are all 财政局 in 青岚县; 河口镇人民政府 is 河口镇.
    """
    return _without_seat(_without_region(name, region))


def _without_region(name: str, region: str) -> str:
    for front in (region, stem(region), rank(region)[-1:]):
        if front and name.startswith(front) and len(name) - len(front) >= 2:
            rest = name[len(front) :]
            if len(front) > 1:
                return _without_rank(rest, region)
            return name if name.startswith(WORDS) else rest
    return name


def _without_rank(rest: str, region: str) -> str:
    """After the stem a rank of the region's own may follow: 青岚 县财政局."""
    own = rank(region)[-1:]
    return rest[1:] if own and rest.startswith(own) and not rest.startswith(WORDS) and len(rest) > 3 else rest


def _without_seat(name: str) -> str:
    for ending in ENDINGS:
        if name.endswith(ending) and name.removesuffix(ending).endswith(TOWNS):
            return name.removesuffix(ending)
    return name


def names_level(name: str, region: str) -> bool:
    """Whether a name itself says that the office is one of this region: 市财政局 of 青江市, but not 市场监管局."""
    if len(stem(region)) >= 2 and name.startswith(stem(region)):
        return True
    own = rank(region)[-1:]
    return bool(own) and name.startswith(own) and not name.startswith(WORDS)
