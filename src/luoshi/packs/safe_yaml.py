"""YAML from an office's hand: plain data only, of bounded size and depth, without aliases, without repeated keys."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from luoshi.packs.errors import PackError

MAX_BYTES = 256 * 1024
MAX_DEPTH = 12


class _Loader(yaml.SafeLoader):
    """SafeLoader that refuses aliases (they can blow up), deep nesting and repeated keys (the first is lost)."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise _Refused(self.line + 1, "aliases (*name) are not allowed", "write the value out")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Refused(self.line + 1, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise _Refused(line, "a list or mapping stands as a key", "write one word before the colon")
            if key_node.value in seen:
                raise _Refused(line, f"the key “{key_node.value}” stands twice", "remove one of the two")
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)


class _Refused(Exception):
    def __init__(self, line: int, what: str, remedy: str) -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = line, what, remedy


def read_yaml(path: Path) -> Any:
    """The plain data in a YAML file. Raises PackError with the line for anything that cannot be read."""
    text = _text(path)
    try:
        return yaml.load(text, Loader=_Loader)  # a SafeLoader: builds no objects
    except _Refused as error:
        raise PackError(path, f"line {error.line}", error.what, error.remedy) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PackError(path, f"line {line}", f"not valid YAML ({error.problem})", "correct that line") from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise PackError(path, "", "not valid YAML", "save it as YAML in UTF-8") from None


def line_of(path: Path, steps: Iterable[str | int]) -> int:
    """The line on which the thing at these steps (keys and places) begins; that of its parent where it is absent."""
    try:
        node = yaml.compose(_text(path), Loader=_Loader)
    except (yaml.YAMLError, _Refused, PackError):
        return 1
    for step in steps:
        inner = _child(node, step)
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1 if node else 1


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise PackError(path, "", f"{size} bytes long", f"keep a pack under {MAX_BYTES} bytes")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise PackError(path, "", "not UTF-8 text", "save it as UTF-8") from None
    except OSError as error:
        raise PackError(path, "", f"cannot be opened ({error.strerror})", "check the name and the rights") from None
