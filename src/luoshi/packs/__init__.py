"""Packs: mechanisms as data. An office reads, copies and changes them without code (docs/flow.md, docs/lights.md)."""

from luoshi.packs.errors import PackError, PackFault
from luoshi.packs.loader import HOME, KINDS, Pack, available, check_pack, load, own_folder, place_in, read_pack

__all__ = [
    "HOME",
    "KINDS",
    "Pack",
    "PackError",
    "PackFault",
    "available",
    "check_pack",
    "load",
    "own_folder",
    "place_in",
    "read_pack",
]
