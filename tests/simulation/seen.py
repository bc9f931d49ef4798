"""One chart as it stands at a moment, and what a second opinion finds wrong with it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from tests.properties.naive_days import Time, read_time
from tests.simulation.story import ZONE

Json = dict[str, Any]
CLOSED = "SITE-working-days"
"""What is told of a booking for a day on which the site does not work."""

ENDINGS = {"withdrawn", "screen_failure", "lost_to_follow_up", "death"}


@dataclass(frozen=True, order=True)
class Breach:
    """Something that somebody must be told of.

    Attributes:
        about: the step; where two dates contradict each other, either of them may be named.
    """

    kind: str
    about: tuple[str, ...]
    rule: str = ""
    fact: str = ""


@dataclass(frozen=True)
class Seen:
    """A chart as it stands at a moment, corrections applied."""

    chart: Json
    now: datetime

    @cached_property
    def facts(self) -> list[Json]:
        corrected = {fact.get("corrects") for fact in self.chart["facts"]}
        return [fact for fact in self.chart["facts"] if fact["id"] not in corrected]

    @cached_property
    def claims(self) -> dict[str, Json]:
        """The claim on each step that holds: that it was done, else what was said last."""
        found: dict[str, Json] = {}
        for fact in self.facts:
            if fact["kind"] == "step" and (
                fact["state"] == "done" or found.get(fact["step"], {}).get("state") != "done"
            ):
                found[fact["step"]] = fact
        if "consent" in found:
            found.setdefault("study_entry", found["consent"])
        return found

    @cached_property
    def ended(self) -> bool:
        return any(fact["kind"] == "event" and fact["event"] in ENDINGS for fact in self.facts)

    @cached_property
    def woman(self) -> bool:
        return (
            self.chart["sex"] == "female" and self.chart.get("childbearing_potential") is not False
        )

    def at(self, step: str) -> Time | None:
        """When a step was done or is booked; None where it is neither."""
        claim = self.claims.get(step)
        if claim is None or claim["state"] not in {"done", "booked"}:
            return None
        return read_time(claim["at"], ZONE)

    def done(self, step: str) -> bool:
        return self.claims.get(step, {}).get("state") == "done"

    def booked(self, step: str) -> bool:
        return self.claims.get(step, {}).get("state") == "booked" and not self.ended

    def live(self, step: str) -> bool:
        """Dated, and not called off by the end of the subject's path."""
        return self.at(step) is not None and (self.done(step) or not self.ended)

    def tests(self, name: str) -> list[Json]:
        return [fact for fact in self.facts if fact["kind"] == "test" and fact["test"] == name]
