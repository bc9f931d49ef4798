"""A hospital with one running `dayzero serve`: facts are recorded, passes publish them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from icalendar import Calendar
from sqlalchemy import Engine

from models.records.store import (
    Scope,
    import_charts,
    new_feed,
    publish_pass,
    published_entries,
    read_for_pass,
    record_fact,
)
from models.subscriptions import FeedOptions
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.spec.charts import booked, done

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 3, 10, 0, 0, tzinfo=UTC)
BY = "coordinator"

BOOKED: tuple[Mapping[str, Any], ...] = (
    done("consent", "2026-03-02"),
    done("screening", "2026-03-02"),
    done("apheresis", "2026-03-09T09:00+08:00"),
    booked("conditioning_start", "2026-04-10"),
    booked("infusion", "2026-04-15T10:00+08:00"),
)
"""What is recorded of a subject in the middle of the path."""

SCREENED: tuple[Mapping[str, Any], ...] = (
    done("consent", "2026-03-02"),
    done("screening", "2026-03-02"),
    booked("apheresis", "2026-03-20T10:00+08:00"),
)
"""Of one at its beginning."""

Reading = dict[str, tuple[str, str, str]]
"""UID to start on Shanghai's clock, summary and status; a day has no hour: `2026-04-10`."""


@dataclass(frozen=True)
class Hospital:
    """Records, and the address at which their calendars are served."""

    engine: Engine
    address: str
    numbers: "count[int]"

    def enrol(self, *facts: Mapping[str, Any], site: str = "CN01") -> str:
        """A new subject, published for the first time."""
        subject = f"{site}-{next(self.numbers):03}"
        chart = {
            "schema": "dayzero.chart/1",
            "subject": subject,
            "site": site,
            "protocol": "NCT04684147",
            "sex": "male",
            "facts": [{"id": f"f{n}", **fact} for n, fact in enumerate(facts, start=1)],
        }
        file = (f"{subject}.json", json.dumps(chart).encode())
        import_charts(self.engine, [file], now=START, by=BY)
        self.publish(subject, START)
        return subject

    def record(self, subject: str, at: datetime, fact: Mapping[str, Any]) -> None:
        """One more fact, and the pass that follows it."""
        record_fact(self.engine, subject, fact, now=at, by=BY)
        self.publish(subject, at)

    def publish(self, subject: str, at: datetime) -> None:
        """One pass over the subject."""
        reading = read_for_pass(self.engine, subject)
        recorded = Recorded(reading, published_entries(self.engine, subject))
        outcome = publish_pass(self.engine, work_out(recorded, plan_path(recorded, at), at))
        assert not outcome.stale

    def link(self, whose: str, kind: str = "subject") -> str:
        """The address of a new calendar link."""
        scope, whole = Scope(kind, whose), FeedOptions(past_days=None, future_days=None)
        token = new_feed(self.engine, scope, now=START, by=BY, options=whole)
        return f"{self.address}/calendar/{token}.ics"


def fetched(link: str) -> str:
    """What a link serves now."""
    answer = httpx.get(link)
    assert answer.status_code == 200
    return answer.text


def read_plainly(text: str) -> Reading:
    """The referee: what a calendar holds, as the library that reads most of RFC 5545 tells it."""
    return {
        str(event["UID"]): (
            start_of(event.decoded("DTSTART")),
            str(event["SUMMARY"]),
            str(event["STATUS"]),
        )
        for event in Calendar.from_ical(text).walk("VEVENT")
    }


def start_of(when: date | datetime) -> str:
    if isinstance(when, datetime):
        return f"{when.astimezone(SHANGHAI):%Y-%m-%dT%H:%M}"
    return when.isoformat()
