"""Small invented plans, and a way to check them."""

from luoshi.checking import Finding, check
from luoshi.extraction import extract
from luoshi.reading.document import Document

FRAME = """青螺县实施“稳进行动”总体方案

一、主要目标

——产业升级。{overall}

二、重点任务

（一）推进产业升级。做强主导产业。

附件：1.产业升级行动实施方案
2.民生改善行动实施方案

附件1

产业升级行动实施方案

一、主要目标

{first_target}

二、重点任务

{first}

三、工作专班

成立产业升级行动工作专班，由县政府办副主任担任召集人，成员单位包括县发改局、县工信局、县财政局、县商务局等。专班办公室设在县工信局。

附件2

民生改善行动实施方案

一、主要目标

{second_target}

二、重点任务

{second}

三、工作专班

成立民生改善行动工作专班，由县政府办副主任担任召集人，成员单位包括县人社局、县民政局、县教育局、县财政局等。专班办公室设在县人社局。
"""

FIRST = """1.培育骨干企业。建立梯度培育名录，逐户制定方案。（县工信局牵头，县财政局配合）
2.建设产业园区。完善园区道路管网。（县发改局牵头，县工信局配合）
3.畅通融资渠道。每季度举办一场对接会。（县财政局牵头，县商务局配合）"""

SECOND = """1.稳定就业岗位。举办招聘活动，开发公益岗位。（县人社局牵头，县财政局配合）
2.改善养老服务。新建一处综合服务中心。（县民政局牵头，县财政局配合）
3.优化教育布局。新增学位缓解城区压力。（县教育局牵头，县财政局配合）"""


def plan(
    *,
    overall: str = "规模工业增加值增长8%左右。",
    first_target: str = "规模工业增加值增长8%左右。",
    second_target: str = "城镇新增就业3200人。",
    first: str = FIRST,
    second: str = SECOND,
) -> str:
    """A sound plan, except for what is exchanged."""
    return FRAME.format(
        overall=overall, first_target=first_target, second_target=second_target, first=first, second=second
    )


def findings(text: str, rule: str) -> list[Finding]:
    """What one rule finds in a text."""
    document = Document("方案.txt", "text/plain", "0" * 64, text)
    return [finding for finding in check(extract(document), document) if finding.rule == rule]


def quotes(found: list[Finding]) -> str:
    return "\n".join(place.quote for finding in found for place in finding.places)
