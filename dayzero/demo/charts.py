"""From stories to charts: every relative date becomes a date at the site."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dayzero.demo.relative_dates import Moment, day_of, read_when, written
from dayzero.demo.stories import STORIES
from dayzero.demo.story import Fact, Story
from models.protocol import Protocol
from models.protocol.site import Site
from models.timeline.network.working_days import WorkingCalendar, working_calendar

DATES = ("at", "first", "last")
NEAR_DAYS = 3


def demo_charts(now: datetime, protocol: Protocol) -> list[tuple[str, bytes]]:
    """Every story as a chart file with its name, told as of a moment's day at the site."""
    charts = [chart_of(story, now, protocol) for story in STORIES]
    return [
        (f"{chart['subject']}.json", json.dumps(chart, ensure_ascii=False, indent=1).encode())
        for chart in charts
    ]


def chart_of(story: Story, now: datetime, protocol: Protocol) -> dict[str, Any]:
    """One story as a chart."""
    site = protocol.sites[story.subject.partition("-")[0]]
    header: dict[str, Any] = {
        "schema": "dayzero.chart/1",
        "subject": story.subject,
        "site": site.id,
        "protocol": protocol.id,
        "sex": story.sex,
        "born": story.born,
    }
    if story.sex == "female":
        header["childbearing_potential"] = story.fertile
    today = now.astimezone(site.zone).date()
    return {**header, "facts": _facts(story.facts, today, site, protocol)}


def _facts(
    facts: Sequence[Fact], today: date, site: Site, protocol: Protocol
) -> list[dict[str, Any]]:
    """The facts with their dates; a step's date can be what a later fact counts from."""
    anchors: dict[str, Moment] = {"today": today}
    dated: list[dict[str, Any]] = []
    for number, fact in enumerate(facts, start=1):
        moments = {
            name: read_when(fact[name]).resolve(anchors, site.zone)
            for name in DATES
            if name in fact
        }
        if fact["kind"] == "step":
            if _may_move(fact, moments["at"], today, site, protocol):
                moments["at"] = on_a_working_day(moments["at"], working_calendar(site))
            anchors[fact["step"]] = moments["at"]
        texts = {name: written(moment) for name, moment in moments.items()}
        dated.append({"id": f"f{number}", **fact, **texts})
    return dated


def _may_move(fact: Fact, at: Moment, today: date, site: Site, protocol: Protocol) -> bool:
    """Whether a date is free to avoid a weekend: what is past or near is its story's point."""
    step = protocol.step_by_id[fact["step"]]
    near = day_of(at, site.zone) <= today + timedelta(days=NEAR_DAYS)
    return step.days == "working" and not near


def on_a_working_day(moment: Moment, calendar: WorkingCalendar) -> Moment:
    """The same time of day on that day, or on the next on which the site works."""
    while not calendar.is_working(day_of(moment, calendar.site.zone)):
        moment += timedelta(days=1)
    return moment
