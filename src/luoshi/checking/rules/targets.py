"""Figures that contradict each other, that cannot be, or that nobody takes up."""

import re
from collections.abc import Iterator

from luoshi.checking.case import Case
from luoshi.checking.figures import figure
from luoshi.checking.finding import Finding, Words, rule
from luoshi.checking.rules.dates import for_one_year

_RATE = re.compile(
    r"(?:覆盖|达标|合格|优良|办结|满意|普及|入学|巩固|参保|签约|利用|处理|回收|知晓|响应|解决|化解|失业|城镇化|通达|治理)率$|比重$|占比$"
)
_MAY_EXCEED = re.compile(r"增长|增速|增幅|完成率|拉动|同比|翻|倍|投入产出|储备率|担保|覆盖率(?=.*拨备)")


@rule(
    "impossible-value",
    name="Impossible value",
    explanation="The figure cannot be: a share or a rate above 100 %, or below nothing.",
    remedy="Look up the figure and correct it, or name the measure for what it is.",
    zh=("数值不可能", "数值不可能成立：占比或比率超过100%，或低于零。", "核对后改正，或把指标名称写准确。"),
)
def impossible(case: Case) -> Iterator[Finding]:
    for target in case.draft.targets:
        if target.value is None or target.unit not in ("%", "％"):
            continue
        rate = target.basis == "share" or bool(_RATE.search(target.indicator))
        if rate and target.value > 100 and target.basis != "growth" and not _MAY_EXCEED.search(target.quote):
            yield case.find(
                "impossible-value",
                "error",
                Words(
                    f"{target.indicator} cannot be {figure(target)}: a share ends at 100 %.",
                    f"{target.indicator}不可能为{figure(target)}：占比以100%为限。",
                ),
                [target.span],
            )


_CHANGE = re.compile(r"提高|提升|下降|降低|压减|压缩|减少|缩短|增加(?!值)")
_NO_NATURAL_BASE = re.compile(r"压减|压缩|缩短")  # a yearly plan compares with last year; a time limit has no last year
_BASE = re.compile(r"同比|较|比(?!重|例|率)|由|从|年均|上年|去年|基础上|以来|累计|在.{1,12}基础")


@rule(
    "no-baseline",
    name="No base",
    explanation="A change is ordered without saying from where it is measured.",
    remedy="Name the base: the year, the value, and where it is published.",
    zh=("缺少基数", "要求变动，却没有说从哪个基数算起。", "写明基期、基数及其出处。"),
)
def no_baseline(case: Case) -> Iterator[Finding]:
    change = _NO_NATURAL_BASE if for_one_year(case) else _CHANGE
    for target in case.draft.targets:
        doubled = target.unit == "番"
        if target.value is None or target.unit not in ("%", "个百分点", "番"):
            continue
        if not doubled and not change.search(target.quote):
            continue
        sentence = case.sentence_of(target.span.start)
        before = case.text[max(sentence.start, target.span.start - 40) : target.span.end]
        if (
            not _BASE.search(before)
            and target.basis != "level"
            and not re.search(r"(?:提高|提升|下降|降低)[到至]", target.quote)
        ):
            yield case.find(
                "no-baseline",
                "info",
                Words(
                    f"{target.indicator}: a change of {figure(target)} with no base to measure it from.",
                    f"{target.indicator}：要求变动{figure(target)}，没有写明基数。",
                ),
                [target.span],
            )
