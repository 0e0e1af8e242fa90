"""Packs: mechanisms as data. An office reads, copies and changes them without code (docs/flow.md, docs/lights.md)."""

from luoshi.packs.loader import KINDS, Pack, available, load, read_pack
from luoshi.packs.safe_yaml import PackError

__all__ = ["KINDS", "Pack", "PackError", "available", "load", "read_pack"]
