"""The tasks of an upper plan and the lower tasks that take them up, by the words they share."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from luoshi.checking import naming
from luoshi.extraction.draft import PlanDraft, Target, Task

TAKEN_UP = 0.22  # cosine from which a lower task counts as taking up an upper one
TITLE, QUOTED, INDICATOR = 4, 3, 8  # how much more than a word of the text these say about a task

# Words that stand in tasks of every subject; what they part is compared.
_GENERIC = re.compile(
    r"坚决|坚持|加大|加强|加快|加力|强化|支持|力度|体系|体制|机制|制度|建立|健全|完善|推进|推动|提升|提高|优化|深化|深入|改革"
    r"|持续|大力|着力|有序|有效|有力|全面|全力|全[省市县区]|我[省市县区]|实施|工作|行动|建设|发展|服务|质量|管理|能力|水平|工程"
    r"|项目|前期|经济|开展|积极|稳妥|落实|做好|抓好|打造|构建|促进|培育|鼓励|引导|探索|统筹|扎实|不断|进一步|[等的和与及为以在对将]"
)
_APART = re.compile(r"[^\u4e00-\u9fffA-Za-z]+|达到|以上|左右")
_QUOTED = re.compile(r"“([^”]{2,12})”")
_TIES = ("“", "=")  # how quoted terms and indicators are marked among the words
EARLY = 0.3  # of a task: units named before are part of what it says


@dataclass(frozen=True, slots=True)
class MatchedTask:
    """One task of the upper plan, the lower task nearest to it, and how near that is (0 to 1)."""

    upper: Task
    lower: Task | None
    score: float


@dataclass(frozen=True, slots=True)
class Side:
    """The tasks of one plan with what is compared of them."""

    tasks: Sequence[Task]
    bags: Sequence[Counter[str]]

    @staticmethod
    def of(draft: PlanDraft, text: str) -> "Side":
        by_task: dict[str, list[Target]] = {}
        for target in draft.targets:
            by_task.setdefault(target.task or "", []).append(target)
        tasks = own_tasks(draft)
        return Side(tasks, [terms(task, text, by_task.get(task.id, ())) for task in tasks])


def own_tasks(draft: PlanDraft) -> list[Task]:
    """The tasks of the annexes; the overall plan only sums them up, unless there is nothing else."""
    return [task for task in draft.tasks if task.annex != "0"] or draft.tasks


def terms(task: Task, text: str, targets: Sequence[Target]) -> Counter[str]:
    """What a task is about: pairs of characters, quoted terms and indicators; title, quotes and indicators say most."""
    body = body_of(task, text)
    counted = Counter(dict.fromkeys(words(body), 1))
    for pair in set(words(task.title)):
        counted[pair] += TITLE
    for quoted in set(_QUOTED.findall(body)):
        counted[f"“{quoted}"] += QUOTED
    for name in {naming.name_of(target.indicator).key for target in targets}:
        counted[f"={name}"] += INDICATOR
    return counted


def words(text: str) -> Iterator[str]:
    """The pairs of neighbouring characters, none across a generic word."""
    for piece in _APART.split(_GENERIC.sub(" ", text)):
        yield from (a + b for a, b in pairwise(piece))


def body_of(task: Task, text: str) -> str:
    """A task without the bracket that names its units."""
    units = [unit.span.start for unit in (*task.leads, *task.supports, *task.collectives)]
    length = task.span.end - task.span.start
    first = min((at for at in units if at > task.span.start + EARLY * length), default=task.span.end)
    return "".join(text[task.span.start : first].split())


def match_tasks(upper: Side, lower: Side) -> list[MatchedTask]:
    """For every upper task the nearest lower one by cosine, rare words weighing more."""
    above, below = without_strangers(upper.bags, lower.bags), without_strangers(lower.bags, upper.bags)
    weights = rarity([*above, *below])
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, bag in enumerate(below):
        for term, weight in unit_vector(bag, weights).items():
            postings.setdefault(term, []).append((number, weight))
    pairs = zip(upper.tasks, above, strict=True)
    return [nearest(task, unit_vector(bag, weights), postings, lower.tasks) for task, bag in pairs]


def without_strangers(bags: Sequence[Counter[str]], others: Sequence[Counter[str]]) -> list[Counter[str]]:
    """Bags without the quoted terms and indicators that the other plan does not know: they tie, they do not part."""
    known = {term for bag in others for term in bag}
    return [
        Counter({term: count for term, count in bag.items() if term in known or term[0] not in _TIES}) for bag in bags
    ]


def nearest(
    task: Task, vector: Mapping[str, float], postings: Mapping[str, list[tuple[int, float]]], lower: Sequence[Task]
) -> MatchedTask:
    scores: dict[int, float] = {}
    for term, weight in vector.items():
        for number, other in postings.get(term, ()):
            scores[number] = scores.get(number, 0.0) + weight * other
    if not scores:
        return MatchedTask(task, None, 0.0)
    number, score = max(scores.items(), key=lambda item: (item[1], -item[0]))
    return MatchedTask(task, lower[number] if score >= TAKEN_UP else None, score)


def rarity(bags: Sequence[Counter[str]]) -> dict[str, float]:
    seen: Counter[str] = Counter(term for bag in bags for term in bag)
    return {term: math.log(len(bags) / count) for term, count in seen.items()}


def unit_vector(bag: Counter[str], weights: Mapping[str, float]) -> dict[str, float]:
    vector = {term: count * weights[term] for term, count in bag.items()}
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in vector.items()}
