"""One page, asked for again and again through Django's test client."""

import statistics
import time
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """Milliseconds of each request, queries of one more, bytes of the answer."""

    times: list[float]
    queries: int
    size: int

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return quantile(self.times, 95)

    @property
    def cells(self) -> list[str]:
        """Median, p95, queries, as a table prints them."""
        return [f"{self.median:.0f}", f"{self.p95:.0f}", str(self.queries)]

    def as_json(self) -> dict[str, Any]:
        return {"times": [round(one, 2) for one in self.times], "queries": self.queries, "size": self.size}


def quantile(times: list[float], percent: int) -> float:
    """The time within which that percentage of the requests was answered: an observed one, never one in between."""
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


def ask(user: int, address: str, requests: int) -> Asked:
    """Ask as this person. Raises AssertionError for any answer but 200."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from luoshi.accounts.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(pk=user))
    answer = client.get(address)
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    times = [_timed(client, address) for _ in range(requests)]
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return Asked(times, len(captured), len(answer.content))


def _timed(client: Any, address: str) -> float:
    began = time.perf_counter()
    client.get(address)
    return 1000 * (time.perf_counter() - began)
