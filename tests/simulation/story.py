"""One simulated subject's life in the trial: facts, and when somebody records them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

Json = dict[str, Any]
T = TypeVar("T")

ZONE = ZoneInfo("Asia/Shanghai")
SITES = ("CN01", "CN02", "CN05", "CN08")


@dataclass(frozen=True, order=True)
class Deed:
    """One fact, and when it comes into the records."""

    at: datetime
    subject: str
    number: int
    fact: Json = field(compare=False)


@dataclass
class Story:
    """One subject's life in the trial, told from the first day on.

    Attributes:
        deeds: in the order of telling, which is not that of time.
        ended: the day on which a closing event is recorded; nothing is told after it.
    """

    subject: str
    header: Json
    rng: Random
    deeds: list[Deed] = field(default_factory=list)
    ended: date | None = None

    @property
    def woman(self) -> bool:
        """Whether pregnancy tests concern the subject."""
        return self.header["sex"] == "female" and self.header["childbearing_potential"] is not False

    def maybe(self, share: float) -> bool:
        return self.rng.random() < share

    def days(self, least: int, most: int) -> timedelta:
        return timedelta(days=self.rng.randint(least, most))

    def one_of(self, choices: Sequence[T]) -> T:
        return self.rng.choice(choices)

    def record(self, told: datetime, /, **fact: Any) -> str:
        """Tell that a fact comes into the records at a moment; its id."""
        number = len(self.deeds) + 1
        self.deeds.append(Deed(told, self.subject, number, {"id": f"f{number}", **fact}))
        return f"f{number}"

    def correct(self, told: datetime, corrected: str, /, **changes: Any) -> str:
        fact = self.deeds[int(corrected[1:]) - 1].fact
        kept = {key: value for key, value in fact.items() if key not in {"id", *NO_LONGER(changes)}}
        return self.record(
            told, **{**kept, **changes, "corrects": corrected, "reason": "source data"}
        )

    def step(self, told: datetime, step: str, state: str, when: str) -> str:
        return self.record(told, kind="step", step=step, state=state, at=when)


def NO_LONGER(changes: Json) -> set[str]:  # noqa: N802
    """A course that ended goes on no more."""
    return {"ongoing"} if "last" in changes else set()


def clock(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of the site's clock."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZONE).astimezone(UTC)


def written(moment: datetime) -> str:
    return moment.astimezone(ZONE).isoformat(timespec="minutes")
