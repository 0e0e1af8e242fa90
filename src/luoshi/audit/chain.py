"""The arithmetic of the chain, without a database: a record's hash covers its content and its predecessor's hash."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

GENESIS = "0" * 64


def digest(content: Mapping[str, Any], previous: str) -> str:
    """SHA-256, in hexadecimal, over the predecessor's hash and the content in one canonical spelling."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
