"""Whole small plans in the styles in which governments write: each is read to the last unit."""

from luoshi.extraction.tests.reading import draft_of, names, who


def test_it_reads_the_work_points_of_a_county() -> None:
    draft = draft_of(
        "青禾县人民政府办公室\n关于印发《青禾县2026年推动产业振兴工作要点》的通知\n\n各乡镇人民政府，县直各有关单位：\n\n"
        "《青禾县2026年推动产业振兴工作要点》已经县政府同意，现印发给你们，请抓好落实。\n\n青禾县人民政府办公室\n2026年3月5日\n\n"
        "（此件公开发布）\n\n青禾县2026年推动产业振兴工作要点\n\n一、着力稳定工业运行\n"
        "1．抓好企业帮扶。每季度走访一次。责任单位：县科工局、县财政局，各乡镇\n"
        "2．抓好技术改造。实施技改项目20个以上。责任单位：县科工局（排在第一位的部门为牵头部门，下同）、县发改局\n"
        "二、着力扩大有效投资\n3．抓好项目谋划。储备项目60个。责任单位：县发改局、各乡镇（街道）、县水利局\n"
    )
    assert draft.meta.issue_date == "2026-03-05"
    assert [(task.number, *who(task)) for task in draft.tasks] == [
        ("一/1", ["县科工局", "县财政局"], [], ["各乡镇"], "joint"),
        ("一/2", ["县科工局"], ["县发改局"], [], "first-listed"),
        ("二/3", ["县发改局"], ["县水利局"], ["各乡镇（街道）"], "first-listed"),
    ]


def test_it_reads_the_opinions_of_a_province() -> None:
    draft = draft_of(
        "云川省人民政府办公厅关于促进冷链物流发展的实施意见\n云政办发〔2026〕15号\n各市（州）人民政府：\n经省人民政府同意，提出如下意见。\n"
        "一、重点任务\n（一）建设骨干网络\n"
        "1.布局冷链基地。到2027年底建成基地12个。（责任单位：省发展改革委、交通运输厅，各市〔州〕人民政府）\n"
        "2.建设监测平台。接入企业500家。（牵头单位：省市场监管局；配合单位：省公安厅、省数据局，民航云川监管局）\n"
        "（二）拓展应用\n3.服务农产品。支持产地仓建设。（省商务厅会同省农业农村厅、供销合作社负责）\n"
        "云川省人民政府办公厅\n2026年1月20日\n"
    )
    assert (draft.meta.issuer, draft.meta.issue_date) == ("云川省人民政府办公厅", "2026-01-20")
    assert draft.meta.addressees == ["各市（州）人民政府"]
    assert [who(task)[:3] for task in draft.tasks] == [
        (["省发展改革委", "交通运输厅"], [], ["各市〔州〕人民政府"]),
        (["省市场监管局"], ["省公安厅", "省数据局", "民航云川监管局"], []),
        (["省商务厅"], ["省农业农村厅", "供销合作社"], []),
    ]
    assert draft.tasks[0].leads[1].full == "省交通运输厅"


def test_it_reads_the_division_of_work_of_the_state_council() -> None:
    draft = draft_of(
        "关于推动托育服务提质扩容的行动方案\n一、提高从业人员素质\n"
        "（一）支持院校增设专业。鼓励开设相关课程。（教育部、各省级人民政府负责）\n"
        "（二）加强岗前培训。每年培训十万人次。（人力资源社会保障部牵头，商务部、全国妇联等按职责分工负责）\n"
        "二、加大支持力度\n（三）落实补贴。完善社保补贴办法。（财政部、税务总局、人力资源社会保障部等部门按职责分工负责）\n"
    )
    assert [who(task) for task in draft.tasks] == [
        (["教育部"], [], ["各省级人民政府"], "joint"),
        (["人力资源社会保障部"], ["商务部", "全国妇联"], [], "explicit"),
        (["财政部", "税务总局", "人力资源社会保障部"], [], [], "joint"),
    ]


def test_it_reads_a_three_year_plan_with_labelled_lines() -> None:
    draft = draft_of(
        "临江市工业倍增三年行动计划（2025—2027年）\n第一章 总体要求\n第一节 行动目标\n到2027年，总产值突破2000亿元。\n"
        "第二章 重点行动\n第二节 引育链主\n一、引进链主企业\n每年引进链主企业3家。\n牵头单位：市投资促进局\n"
        "责任单位：市工信局、市发改委，各县（市、区）人民政府\n完成时限：2027年12月底\n二、培育本地龙头\n培育龙头2家。\n"
        "牵头单位：市工信局、市数据局\n配合单位：人民银行临江市分行\n责任领导：王志刚\n完成时限：2026年底前\n"
    )
    assert [(task.number, *who(task)[:3]) for task in draft.tasks] == [
        ("第二章/第二节/一", ["市投资促进局"], ["市工信局", "市发改委"], ["各县（市、区）人民政府"]),
        ("第二章/第二节/二", ["市工信局", "市数据局"], ["人民银行临江市分行"], []),
    ]
    assert names(draft.tasks[1].people) == ["王志刚"]


def test_it_reads_the_division_of_a_work_report_numbered_throughout() -> None:
    items = "".join(
        f"{number}.办好第{number}件实事。（牵头单位：区发改局，责任单位：区统计局、各街道）\n"
        for number in range(1, 41)
    )
    half = items.index("21.")
    text = f"2026年区政府工作报告重点任务分工\n一、推动产业升级\n{items[:half]}二、持续改善民生\n{items[half:]}"
    draft = draft_of(text)
    assert [task.number for task in draft.tasks] == [f"{'一' if at < 21 else '二'}/{at}" for at in range(1, 41)]
    assert all(who(task) == (["区发改局"], ["区统计局"], ["各街道"], "explicit") for task in draft.tasks)


def test_it_reads_a_plan_that_is_one_single_line() -> None:
    draft = draft_of(
        "枫林街道2026年重点工作任务分解一、抓好项目建设（一）推进园区建设1.完成标准厂房建设2万平方米。（经济发展办牵头，规划建设办、城投公司配合）"
        "2.完成污水管网改造5公里。（规划建设办负责）（二）推进招商引资1.引进亿元以上项目3个。（招商办牵头，各社区配合）"
        "二、工作要求（一）压实责任。各科室要细化措施，明确时限，确保落到实处。（二）严格考核。街道每月通报，年底考核。"
    )
    assert draft.meta.title == "枫林街道2026年重点工作任务分解"
    assert [(task.number, *who(task)[:3]) for task in draft.tasks] == [
        ("一/（一）/1", ["经济发展办"], ["规划建设办", "城投公司"], []),
        ("一/（一）/2", ["规划建设办"], [], []),
        ("一/（二）/1", ["招商办"], [], ["各社区"]),
    ]


def test_it_reads_the_traditional_script_and_prints_it() -> None:
    draft = draft_of(
        "青禾縣鄉村振興實施方案\n一、工作目標\n全縣農村居民收入增長6%以上。\n二、重點任務\n"
        "（一）發展鄉村產業。培育龍頭企業5家。（縣農業農村局牽頭，縣財政局、縣發展改革局等按職責分工負責）\n"
    )
    (task,) = draft.tasks
    assert who(task) == (["縣農業農村局"], ["縣財政局", "縣發展改革局"], [], "explicit")
    assert task.title == "發展鄉村產業"


def test_it_reads_measures_with_departments() -> None:
    draft = draft_of(
        "滨海新区支持生物医药产业若干措施\n一、支持研发创新。最高奖励1000万元。（责任部门：区科技局、区财政局）\n"
        "二、强化用地保障。优先安排用地。（责任部门：区自然资源局、各功能区管委会、中国银行滨海分行）\n"
    )
    assert [who(task)[:3] for task in draft.tasks] == [
        (["区科技局", "区财政局"], [], []),
        (["区自然资源局", "中国银行滨海分行"], [], ["各功能区管委会"]),
    ]


def test_it_reads_a_list_of_livelihood_items_with_leaders_and_labels() -> None:
    draft = draft_of(
        "临川县2026年为民办实事项目责任分工方案\n项目责任分工如下：\n"
        "1.新增公办幼儿园学位600个\n牵头县领导：李涛\n牵头单位：县教育局\n责任单位：县发展和改革局、县财政局，相关乡镇\n"
        "2.改造农村公路80公里\n牵头县领导：王强\n牵头单位：县交通运输局\n责任单位：县财政局，各乡镇\n"
    )
    assert [(task.title, *who(task)[:3]) for task in draft.tasks] == [
        ("新增公办幼儿园学位600个", ["县教育局"], ["县发展和改革局", "县财政局"], ["相关乡镇"]),
        ("改造农村公路80公里", ["县交通运输局"], ["县财政局"], ["各乡镇"]),
    ]
    assert [names(task.people) for task in draft.tasks] == [["李涛"], ["王强"]]


def test_it_reads_policy_packages_whose_blocks_close_with_a_line() -> None:
    block = (
        "{}、{}消费提升行动\n（一）支持换新。给予补贴。\n"
        "（二）完善网点。建成一批。\n责任单位：市商务局、市财政局，各区政府\n"
    )
    draft = draft_of("关于促进消费的若干政策措施\n" + block.format("一", "汽车") + block.format("二", "家电"))
    assert [(task.number, *who(task)[:3]) for task in draft.tasks] == [
        ("一", ["市商务局", "市财政局"], [], ["各区政府"]),
        ("二", ["市商务局", "市财政局"], [], ["各区政府"]),
    ]


def test_it_reads_a_township_plan_in_markdown() -> None:
    draft = draft_of(
        "## 长宁镇2026年工作方案\n\n### 一、主要任务\n\n"
        "**（一）抓产业。** 发展林下经济3000亩。【牵头领导：周强；"
        "牵头站所：农业综合服务中心；配合站所：林业站、各村（社区）】\n"
    )
    assert draft.meta.title == "长宁镇2026年工作方案"
    assert who(draft.tasks[0]) == (["农业综合服务中心"], ["林业站"], ["各村（社区）"], "explicit")


def test_it_reads_hard_wrapped_and_indented_text() -> None:
    draft = draft_of(
        "云岭县人民政府\n关于印发云岭县工业强县实施方案的\n通知\n\n云政发〔2026〕8号\n\n各乡（镇）人民政府，县政府各部门：\n"
        "    《云岭县工业强县实施方案》已经县人民政府同意，现印\n发给你们，请认真组织实施。\n\n"
        "                            云岭县人民政府\n"
        "                            2026年6月1日\n\n云岭县工业强县实施方案\n\n"
        "    一、主要任务\n    （一）实施产业链提升工程\n    1.做强硅光伏产业。支持龙头企业扩能，到2028年\n"
        "产能达到10GW。（牵头单位：县工业和信息化局；责任\n单位：县发展和改革局、云岭工业园区管\n委会）\n"
        "    2.做优绿色食品产业。新增绿色食品认证20个。（牵\n"
        "头单位：县农业农村局；责任单位：县商务局、各乡镇人民\n政府）\n"
    )
    assert draft.meta.notice_title == "云岭县人民政府关于印发云岭县工业强县实施方案的通知"
    assert [who(task)[:3] for task in draft.tasks] == [
        (["县工业和信息化局"], ["县发展和改革局", "云岭工业园区管委会"], []),
        (["县农业农村局"], ["县商务局"], ["各乡镇人民政府"]),
    ]


def test_items_of_a_mere_list_are_no_tasks() -> None:
    draft = draft_of(
        "工业强区行动方案\n一、重点任务\n1. 培育企业。新增50家。（区经济信息委负责）\n"
        "附件：重点企业清单\n附件\n重点企业清单\n1. 某某机器人公司\n2. 某某精密公司\n"
    )
    assert [task.id for task in draft.tasks] == ["0:一/1"]
