"""What is wrong with a pack against its schema, each fault with its line, its place and what to do. Pure."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jsonschema.exceptions import ValidationError, relevance

from luoshi.packs.errors import PackFault
from luoshi.packs.safe_yaml import line_of

TYPES = {
    "object": "a mapping (name: value)",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
}
SHOWN = 60  # characters of what was written


def faults_of(path: Path, errors: Iterable[ValidationError]) -> list[PackFault]:
    """The errors of a schema as faults, in the order of the file."""
    found = []
    for error in sorted(errors, key=relevance):
        steps = list(error.absolute_path)
        place = "/".join(str(step) for step in steps) or "the top"
        what, remedy = _words(error)
        line = line_of(path, [*steps, *_unknown(error)[:1]])
        found.append((line, PackFault(f"line {line} ({place})", what, remedy)))
    return [fault for _line, fault in sorted(found, key=lambda pair: pair[0])]


def _words(error: ValidationError) -> tuple[str, str]:
    speak = WORDS.get(str(error.validator))
    return speak(error) if speak else (_short(error.message), "copy a pack that comes along and compare")


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _all(names: Iterable[Any]) -> str:
    return ", ".join(str(name) for name in names)


def _of_type(error: ValidationError) -> tuple[str, str]:
    wanted = TYPES.get(str(error.validator_value), str(error.validator_value))
    written = "nothing" if error.instance is None else f"“{_short(error.instance)}”"
    return f"{written} stands where {wanted} belongs", f"write {wanted}"


def _unknown(error: ValidationError) -> list[str]:
    """The keys that the schema does not know, where that is what is wrong."""
    if error.validator != "additionalProperties":
        return []
    return [str(key) for key in _instance(error) if str(key) not in _known(error)]


def _known(error: ValidationError) -> Mapping[str, Any]:
    schema: Any = error.schema
    known: Mapping[str, Any] = schema.get("properties", {})
    return known


def _instance(error: ValidationError) -> Any:
    return error.instance


def _unknown_key(error: ValidationError) -> tuple[str, str]:
    return f"the key “{_short(_all(_unknown(error)))}” is not known", f"use only {_all(_known(error))}"


def _missing(error: ValidationError) -> tuple[str, str]:
    wanted: Any = error.validator_value
    keys = [key for key in wanted if key not in _instance(error)]
    return f"“{_all(keys)}” is missing", "add it"


def _choice(error: ValidationError) -> tuple[str, str]:
    wanted: Any = error.validator_value
    return f"“{_short(error.instance)}” is none of the choices", f"use one of {_all(wanted)}"


def _alternatives(error: ValidationError) -> tuple[str, str]:
    """Of several sets of keys exactly one: which of them stand here, and which there are."""
    wanted: Any = error.validator_value
    names = list(dict.fromkeys(name for one in wanted for name in one.get("required", ())))
    here = [name for name in names if name in _instance(error)]
    what = f"{_all(here)} do not go together here" if len(here) > 1 else f"none of {_all(names)} is given"
    if len(here) == 1:
        what = f"“{here[0]}” is not complete"
    sets = " or ".join(" with ".join(one.get("required", ())) for one in wanted)
    return what, f"give exactly one of: {sets}"


def _range(error: ValidationError) -> tuple[str, str]:
    word = "at least" if error.validator == "minimum" else "at most"
    return f"{_short(error.instance)} is out of range", f"write {word} {error.validator_value}"


def _size(error: ValidationError) -> tuple[str, str]:
    least = str(error.validator).startswith("min")
    what = "too little stands here" if least else "too much stands here"
    return what, f"give {'at least' if least else 'at most'} {error.validator_value}"


def _twice(_error: ValidationError) -> tuple[str, str]:
    return "something stands twice in this list", "remove one of the two"


def _spelling(error: ValidationError) -> tuple[str, str]:
    remedy = "use small Latin letters, digits and _, beginning with a letter"
    return f"“{_short(error.instance)}” is not a name of the right form", remedy


WORDS: Mapping[str, Callable[[ValidationError], tuple[str, str]]] = {
    "type": _of_type,
    "additionalProperties": _unknown_key,
    "required": _missing,
    "enum": _choice,
    "oneOf": _alternatives,
    "anyOf": _alternatives,
    "minimum": _range,
    "maximum": _range,
    "minItems": _size,
    "maxItems": _size,
    "minLength": _size,
    "maxLength": _size,
    "minProperties": _size,
    "uniqueItems": _twice,
    "pattern": _spelling,
}
