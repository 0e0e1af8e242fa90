"""How fast and how lean extraction is, document by document and up to ten million characters, beside its peers.

Each figure is the median of several runs in a process of its own, in processor time; what a run has remembered is
forgotten before the next, so that each reads its text for the first time. The sample plan is always
measured; real plans are where `LUOSHI_SHARED` (or ../shared) has a folder seeds/. Peers run under the interpreter of
`.venv-bench`, which is made on first use; where the package index cannot be reached, their rows say so.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benches.table import Table

ROOT = Path(__file__).resolve().parent.parent
PEER_VENV = ROOT / ".venv-bench"
PEERS = {
    "recognizers-text-suite": ["recognizers-text-suite==1.0.2a2", "emoji<2", "setuptools<80"],
    "jionlp": ["jionlp>=1.5,<2", "setuptools<80"],
}
SIZES = (1_000_000, 10_000_000)
RUNS = 7  # one of the longest text
PEER_SAMPLE = 40_000  # characters; at their speed more would take minutes
_TARGET_SPEED, _TARGET_MEMORY = 500_000, 60

_OWN = """
import functools, gc, json, statistics, sys, time
from pathlib import Path
from luoshi.extraction import extract
from luoshi.reading.document import Document
def peak():  # bytes; ru_maxrss would count the parent process too
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024
path, size, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
text = Path(path).read_text("utf-8")
text = (text * (size // len(text) + 1))[:size] if size else text
document = Document("bench", "text/plain", "", text)
extract(Document("warm", "text/plain", "", text[:20000]))
caches = [each for each in gc.get_objects() if isinstance(each, functools._lru_cache_wrapper)]
remembered = [each for each in caches if each.cache_parameters()["maxsize"]]  # the others hold tables made once
before = peak()
spent = []
for _ in range(runs):
    draft = None
    gc.collect()
    for each in remembered:
        each.cache_clear()
    start = time.process_time()
    draft = extract(document)
    spent.append(time.process_time() - start)
print(json.dumps([len(text), statistics.median(spent), peak() - before, len(draft.tasks), len(draft.targets)]))
"""
_PEER = {
    "recognizers-text-suite": """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from recognizers_number import Culture, recognize_number, recognize_percentage
text = open(sys.argv[1], encoding="utf-8").read()[: int(sys.argv[2])]
parts = text.split("\\n")
start = time.process_time()
kinds = (recognize_number, recognize_percentage)
found = sum(len(kind(part, Culture.Chinese)) for part in parts if part for kind in kinds)
print(json.dumps([len(text), time.process_time() - start, found]))
""",
    "jionlp": """
import contextlib, io, json, sys, time, warnings
warnings.simplefilter("ignore")
with contextlib.redirect_stdout(io.StringIO()):
    import jionlp
    text = open(sys.argv[1], encoding="utf-8").read()[: int(sys.argv[2])]
    parts = text.split("\\n")
    jionlp.ner.extract_money(parts[0])
    start = time.process_time()
    found = 0
    for part in parts:
        if part:
            found += len(jionlp.ner.extract_money(part) or []) + len(jionlp.ner.extract_time(part) or [])
    spent = time.process_time() - start
print(json.dumps([len(text), spent, found]))
""",
}


def run() -> Table:
    """Measure every real plan and the sample plan; the first and the last at the sizes, the first by the peers."""
    with tempfile.TemporaryDirectory() as folder:
        documents = [*_real_plans(), _sample_plan(Path(folder))]
        rows = [_own_row(path, 0, RUNS) for path in documents]
        for path in dict.fromkeys((documents[0], documents[-1])):
            rows += [_own_row(path, size, RUNS if size < SIZES[-1] else 1) for size in SIZES]
        rows += [_peer_row(name, documents[0]) for name in PEERS]
    note = (
        f"One core, text already read. Aim: {_TARGET_SPEED:,} characters a second at every size, "
        f"{_TARGET_MEMORY} bytes a character. Peers only find numbers, percentages, money or times."
    )
    return Table("extraction: text → plan", ["what", "characters", "chars/s", "bytes/char", "found"], rows, note)


def _sample_plan(folder: Path) -> Path:
    from luoshi.reading import read
    from luoshi.sample import build

    build(folder / "sample.docx")
    path = folder / "sample.txt"
    path.write_text(read(folder / "sample.docx").text, "utf-8")
    return path


def _real_plans() -> list[Path]:
    shared = Path(os.environ.get("LUOSHI_SHARED", ROOT.parent / "shared"))
    return sorted((shared / "seeds").glob("*.txt"))


def _own_row(path: Path, size: int, runs: int) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    length, spent, memory, tasks, targets = json.loads(
        _output([sys.executable, "-c", _OWN, str(path), str(size), str(runs)], environment)
    )
    name = _name(path) + (f" to {size:,}" if size else "")
    each = f"{memory / length:.0f}" if size else "-"
    return [f"luoshi {name}", f"{length:,}", f"{length / spent:,.0f}", each, f"{tasks} tasks, {targets} targets"]


def _name(path: Path) -> str:
    return path.stem.partition("_")[0]


def _peer_row(name: str, path: Path) -> list[str]:
    python = _peer_python(name)
    if python is None:
        return [name, "-", "-", "-", "not installable here"]
    try:
        length, spent, found = json.loads(_output([str(python), "-c", _PEER[name], str(path), str(PEER_SAMPLE)], None))
    except (subprocess.SubprocessError, ValueError) as error:
        return [name, "-", "-", "-", f"does not run: {str(error)[:60]}"]
    return [f"{name} {_name(path)}", f"{length:,}", f"{length / spent:,.0f}", "-", f"{found} values"]


def _peer_python(name: str) -> Path | None:
    """The interpreter of the peers' environment, with this peer in it; None where it cannot be had."""
    python = PEER_VENV / "bin" / "python"
    uv = ROOT / ".venv" / "bin" / "uv"
    tool = str(uv) if uv.exists() else shutil.which("uv")
    if tool is None:
        return None
    try:
        if not python.exists():
            _output([tool, "venv", "--quiet", str(PEER_VENV), "--python", sys.executable], None)
        _output([tool, "pip", "install", "--quiet", "--python", str(python), *PEERS[name]], None)
    except subprocess.SubprocessError:
        return None
    return python


def _output(command: list[str], environment: dict[str, str] | None) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=900)
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
