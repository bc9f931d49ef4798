"""A task: whose chart it starts from, what is done, and what that takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.web.pages import PATH, TOO_LATE, booked, done
from tests.web.shift.steps import Step

Facts = tuple[Mapping[str, Any], ...]
MOST = 6
"""Clicks, keys that act and fields besides, from Today to the confirmation."""

STOPPED_LATE: Facts = (*PATH, TOO_LATE)
"""Dasatinib ends an hour too late for the infusion that is booked: Today asks for a move."""
AWAITING_PRODUCT: Facts = (*PATH[:4], *PATH[5:])
WITHDRAWN: Facts = (
    *PATH[:4],
    {"id": "f5", "kind": "event", "event": "withdrawn", "at": "2026-03-09"},
)
TREATED_EARLY: Facts = (
    done("f1", "consent", "2026-01-02"),
    {"id": "f2", "kind": "test", "test": "cd19", "at": "2026-01-03", "result": "positive"},
    done("f3", "screening", "2026-01-05"),
    done("f4", "apheresis", "2026-01-10T09:30+08:00"),
    done("f5", "product_release", "2026-02-05"),
    done("f6", "conditioning_start", "2026-02-13"),
    done("f7", "conditioning_end", "2026-02-15"),
    {**TOO_LATE, "id": "f8", "last": "2026-02-15T11:00+08:00"},
    done("f9", "infusion", "2026-02-18T10:00+08:00"),
    booked("f10", "day_28", "2026-03-18"),
)
"""The infusion was given 71 hours after the last dose: a deviation without a reason."""


@dataclass(frozen=True)
class Task:
    """One ordinary task.

    Attributes:
        name: as the page of the docs has it.
        counts: what each way from Today to a confirmation takes.
        header: of the chart, where it matters.
    """

    name: str
    counts: tuple[int, ...]
    steps: tuple[Step, ...]
    chart: Facts = STOPPED_LATE
    header: Mapping[str, Any] = field(default_factory=dict)
