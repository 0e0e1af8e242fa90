"""The address of whoever sent a request, when there may be proxies before us."""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any


def client_address(meta: Mapping[str, Any], trusted_proxies: int) -> str:
    """The caller's address; only entries that our own proxies appended to X-Forwarded-For are believed.

    Without this, everyone behind a proxy shares one address, and one forgotten password would lock them all out;
    believing the whole header would let an attacker choose his address.
    """
    direct = str(meta.get("REMOTE_ADDR", ""))
    forwarded = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()]
    if trusted_proxies < 1 or len(forwarded) < trusted_proxies:
        return direct
    return forwarded[-trusted_proxies] if _is_address(forwarded[-trusted_proxies]) else direct


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
