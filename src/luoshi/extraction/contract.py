"""The published form of a PlanDraft, `luoshi.plan/1`: JSON, back from JSON, and its JSON Schema.

All three follow from the dataclasses of draft.py: a field added there is published at once.
"""

import dataclasses
import types
import typing
from typing import Any, Literal, Union, get_args, get_origin

from luoshi.core.spans import Span
from luoshi.extraction.draft import PlanDraft

SCHEMA_ID = "luoshi.plan/1"


class ContractError(ValueError):
    """Data that is no luoshi.plan/1. The message names the place and what is wrong with it."""


def as_contract(draft: PlanDraft) -> dict[str, Any]:
    """The draft as plain JSON values; spans become pairs."""
    data: dict[str, Any] = {"schema": SCHEMA_ID}
    data.update(_plain(draft))
    return data


def from_contract(data: dict[str, Any]) -> PlanDraft:
    """The draft that `as_contract` printed. Unknown fields are passed over. Raises ContractError."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA_ID:
        raise ContractError(f"not {SCHEMA_ID}: the field `schema` says otherwise")
    draft = _revived(data, PlanDraft, "plan")
    assert isinstance(draft, PlanDraft)
    return draft


_known: dict[Any, dict[str, Any]] = {}


def _fields(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass with their types; empty for anything else."""
    if kind not in _known:
        hints = typing.get_type_hints(kind) if dataclasses.is_dataclass(kind) else {}
        _known[kind] = {each.name: hints[each.name] for each in dataclasses.fields(kind)} if hints else {}
    return _known[kind]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, Span):
        return [value.start, value.end]
    names = _fields(type(value))
    return {name: _plain(getattr(value, name)) for name in names} if names else value


def _revived(value: Any, kind: Any, place: str) -> Any:
    if get_origin(kind) in (types.UnionType, Union):
        if value is None:
            return None
        kind = next(each for each in get_args(kind) if each is not types.NoneType)
    if kind is Span:
        return _span(value, place)
    if get_origin(kind) is list:
        if not isinstance(value, list):
            raise ContractError(f"{place} is no list")
        return [_revived(each, get_args(kind)[0], f"{place}[{at}]") for at, each in enumerate(value)]
    return _object(value, kind, place) if dataclasses.is_dataclass(kind) else _scalar(value, kind, place)


def _span(value: Any, place: str) -> Span:
    if isinstance(value, list) and len(value) == 2 and all(type(each) is int for each in value):
        return Span(*value)
    raise ContractError(f"{place} is no span (two whole numbers)")


def _object(value: Any, kind: Any, place: str) -> Any:
    if not isinstance(value, dict):
        raise ContractError(f"{place} is no object")
    known = {
        name: _revived(value[name], hint, f"{place}.{name}") for name, hint in _fields(kind).items() if name in value
    }
    try:
        return kind(**known)
    except TypeError as error:
        raise ContractError(f"{place} lacks a field: {error}") from error


def _scalar(value: Any, kind: Any, place: str) -> Any:
    if get_origin(kind) is Literal:
        if value in get_args(kind):
            return value
        raise ContractError(f"{place} is {value!r}, not one of {', '.join(map(str, get_args(kind)))}")
    wanted = (int, float) if kind is float else (kind,)
    if isinstance(value, wanted) and not (isinstance(value, bool) and kind is not bool):
        return value
    raise ContractError(f"{place} is {value!r}, which is no {kind.__name__}")


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `luoshi.plan/1`."""
    definitions: dict[str, Any] = {}
    plan = _schema_of(PlanDraft, definitions)
    body = definitions.pop(plan["$ref"].rsplit("/", 1)[1])
    body["properties"] = {"schema": {"const": SCHEMA_ID}, **body["properties"]}
    body["required"] = ["schema", *body["required"]]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:luoshi:plan:1", "title": SCHEMA_ID}
    return {**head, **body, "$defs": definitions}


_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Span: {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
}


def _schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in _SCALARS:
        return dict(_SCALARS[kind])
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        inner = next(each for each in get_args(kind) if each is not types.NoneType)
        return {"anyOf": [_schema_of(inner, definitions), {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    if origin is list:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], definitions)}
    _define(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _define(kind: Any, definitions: dict[str, Any]) -> None:
    if kind.__name__ in definitions:
        return
    body: dict[str, Any] = {"type": "object", "description": (kind.__doc__ or "").split("\n")[0]}
    definitions[kind.__name__] = body
    fields = _fields(kind)
    body["properties"] = {name: _schema_of(hint, definitions) for name, hint in fields.items()}
    body["required"] = list(fields)
