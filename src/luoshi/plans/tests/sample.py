"""A small plan of an invented county, and what a perfect reading of it says."""

from typing import Any

TEXT = """青禾县人民政府办公室关于印发《青禾县稳增长行动方案》的通知
青政办发〔2026〕7号

青禾县稳增长行动方案
一、工作目标
全年规模工业增加值增长7.5%以上，新增规上企业12家。
二、重点任务
（一）壮大产业集群
1.建设竹木加工园。年内建成标准厂房3万平方米，引进企业5家。（县工信局牵头，县自然资源局、云渡镇配合，2026年9月底前完成）
2.办好山货节。组织产销对接活动6场。（县农业农村局、县商务局负责）
（二）强化保障
3.落实月调度制度。各乡镇每月报送进展，由县政府督查室负责汇总。
附件1
青禾县产业发展工作专班
召集人：县政府副县长
办公室：县工信局
成员单位：县工信局、县财政局
4.兑现惠企资金2000万元。（县财政局牵头）
"""


def span(quote: str, after: str = "") -> list[int]:
    """Where a quote stands, the first time after another quote."""
    start = TEXT.index(quote, TEXT.index(after) if after else 0)
    return [start, start + len(quote)]


def unit(name: str, after: str = "") -> dict[str, Any]:
    return {"name": name, "span": span(name, after)}


def _task(key: str, number: str, title: str, first: str, last: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(first)
    end = TEXT.index(last, start) + len(last)
    empty: dict[str, Any] = {field: [] for field in ("leads", "supports", "collectives", "segments")}
    empty |= {"basis": "none", "deadline": None}
    annex = key.split(":")[0]
    return {"id": key, "annex": annex, "number": number, "title": title, "span": [start, end], **empty, **more}


def _target(key: str, quote: str, indicator: str, comparator: str, value: float, unit_name: str, **more: Any) -> Any:
    rest = {"value_max": None, "basis": "count", "modality": "plan", "period": None, "deadline": None, "task": None}
    return {
        "id": key, "annex": "0", "quote": quote, "span": span(quote), "indicator": indicator,
        "comparator": comparator, "value": value, "unit": unit_name, **rest, **more,
    }  # fmt: skip


def contract() -> dict[str, Any]:
    """The whole reading as a `luoshi.plan/1` object."""
    annex = TEXT.index("附件1")
    body = TEXT.index("青禾县稳增长行动方案\n一、")
    park = _task(
        "0:二/（一）/1", "二/（一）/1", "建设竹木加工园", "1.建设竹木", "底前完成）",
        leads=[unit("县工信局")], supports=[unit("县自然资源局"), unit("云渡镇")], basis="explicit",
        deadline={"text": "2026年9月底前", "date": "2026-09-30", "span": span("2026年9月底前")},
    )  # fmt: skip
    fair = _task(
        "0:二/（一）/2", "二/（一）/2", "办好山货节", "2.办好山货节", "商务局负责）",
        leads=[unit("县农业农村局"), unit("县商务局")], basis="joint",
    )  # fmt: skip
    monthly = _task("0:二/（二）/3", "二/（二）/3", "落实月调度制度", "3.落实月", "负责汇总。")
    money = _task(
        "1:4", "4", "兑现惠企资金2000万元", "4.兑现", "牵头）", leads=[unit("县财政局", "4.兑现")], basis="explicit"
    )
    group = {
        "annex": "1", "name": "青禾县产业发展工作专班",
        "span": [span("青禾县产业发展工作专班")[0], span("4.兑现")[0] - 1],
        "convenors": [{"role": "召集人", "who": "县政府副县长"}], "office": "县工信局",
        "members": [unit("县工信局", "成员单位"), unit("县财政局", "成员单位")],
    }  # fmt: skip
    return {
        "schema": "luoshi.plan/1",
        "source": {"name": "plan.txt", "media_type": "text/plain", "sha256": "0" * 64, "characters": len(TEXT)},
        "meta": {
            "title": "青禾县稳增长行动方案", "issuer": "青禾县人民政府办公室", "doc_number": "青政办发〔2026〕7号",
            "issue_date": "2026-03-02",
        },
        "parts": [
            {"annex": "0", "kind": "overall", "title": "青禾县稳增长行动方案", "span": [body, annex]},
            {"annex": "1", "kind": "annex", "title": "青禾县产业发展工作专班", "span": [annex, len(TEXT)]},
        ],
        "sections": [
            {"annex": "0", "number": "一", "title": "工作目标", "span": [span("一、")[0], span("二、")[0]]},
            {"annex": "0", "number": "二", "title": "重点任务", "span": [span("二、")[0], annex]},
        ],
        "tasks": [park, fair, monthly, money],
        "targets": [
            _target("0:t1", "规模工业增加值增长7.5%以上", "规模工业增加值", ">=", 7.5, "%", basis="growth"),
            _target("0:t2", "新增规上企业12家", "规上企业", "=", 12, "家"),
            _target("0:t3", "建成标准厂房3万平方米", "标准厂房", "=", 3, "万平方米", task="0:二/（一）/1"),
        ],
        "groups": [group],
        "tables": [],
        "indicators": [],
        "notes": [],
    }  # fmt: skip
