"""What the demo's units write. Invented sentences in the manner of such reports; chosen by number, not by chance."""

from random import Random

BEGINNING = (
    "已将本项任务列入单位年度重点，明确分管领导、责任股室和经办人{n}名，印发了分月推进表。",
    "召开启动会{k}次，对照方案逐条拆解，形成问题清单{n}条，其中{k}条已当场明确解决办法。",
    "完成摸底，走访企业和村居{m}家，收集意见{n}条；实施细则初稿已征求相关单位意见。",
    "完成前期调研和方案论证，资金需求已报县财政统筹，首批点位{n}个已确定。",
)
MIDDLE = (
    "本月新完成{n}个点位，累计完成{m}个；组织现场推进{k}次，协调解决用地、用电问题{k}个。",
    "项目主体工程按计划推进，现场施工人员{m}人；资金支付进度与工程进度基本一致。",
    "开展业务培训{k}场、{m}人次，办理时限较上月缩短{k}天，群众反映较好。",
    "与配合单位会商{k}次，打通数据共享事项{n}项，减少重复报送材料{k}份。",
    "新增签约{k}个、开工{k}个，累计带动就业{m}人；对照时序，关键节点均已完成。",
)
LATE = (
    "主要建设内容已经完成，正在整理资料、开展自查，预计下月具备验收条件。",
    "累计完成{m}个点位，占计划的九成以上；剩余{k}个正在收尾。",
    "制度文件已印发执行，试运行{k}个月，运行平稳；正在总结做法、固化流程。",
)
STUCK = (
    "受用地指标未落实影响，本月没有实质性进展；已第{k}次与相关部门对接。",
    "施工单位进场后发现管线需要迁改，工期预计延后{k}周，迁改方案正在会审。",
    "上级补助资金尚未到位，先行垫付压力较大，目前只完成{n}个点位中的{k}个。",
)
CLOSED = "各项要求均已落实，资料已归档，自查未发现遗留问题，申请办结。"
NEXT = (
    "下月重点推进剩余点位，并组织一次现场核对。",
    "下月完成资料整理，邀请配合单位联合验收。",
    "下月把已形成的做法写成操作手册，在各镇推开。",
    "下月协调落实要素保障，争取关键节点不再后移。",
)
TROUBLE = ("需县自然资源局协调用地指标。", "需县财政局按进度拨付第二批资金。", "需国网青埠县供电公司加快管线迁改。")
RETURNS = (
    "只写了开会和发文，没有写做成了什么，请补充本月完成的数量和地点。",
    "进度数字与上月相同，文字却写“大幅推进”，请核实后重报。",
    "请把“基本完成”改为具体数字，并说明还差多少。",
    "附件与本任务无关，请替换。",
)
DISPUTES = (
    "本项内容的主管职责已随机构改革划出，建议改由承接单位牵头，我单位配合。",
    "方案中该条与本单位“三定”规定不一致，申请明确牵头单位。",
)
EXTENSIONS = (
    "主汛期连续降雨，现场停工累计二十余天，申请顺延，赶工措施见附件。",
    "设备到货推迟，安装调试需要后移，其他环节照常推进。",
    "上级试点批复时间晚于预期，需相应调整完成时间。",
)
VERIFIED = "现场核对{k}处，资料齐全，与填报一致，同意办结。"
REJECTED = "抽查{k}处，其中一处尚未投入使用，请完善后再申请。"


def words(stage: str, chance: Random) -> str:
    """A sentence or two for a stage of the work: beginning, middle, late or stuck."""
    pool = {"beginning": BEGINNING, "middle": MIDDLE, "late": LATE, "stuck": STUCK}[stage]
    first = chance.choice(pool)
    return filled(first, chance) if chance.random() < 0.6 else filled(first + chance.choice(MIDDLE), chance)


def filled(text: str, chance: Random) -> str:
    """The sentence with its numbers."""
    return text.format(k=chance.randint(2, 4), n=chance.randint(5, 12), m=chance.randint(14, 60))
