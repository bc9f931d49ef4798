"""The product's answers, for properties: charts as JSON in, the picture of one moment out."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from models.chart import read_chart
from models.moments import Minute, read_span
from models.plan import assess
from models.protocol import load_protocol
from models.timeline.results import Plan, Verdict
from models.timeline.windows.case import Case, open_case

Json = dict[str, Any]

PROTOCOL = load_protocol("NCT04684147")
UTC_ZONE = ZoneInfo("UTC")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def minute_of(text: str) -> Minute:
    return read_span(text, UTC_ZONE).earliest


def moment_of(minute: Minute) -> datetime:
    return EPOCH + timedelta(minutes=minute)


def case_of(chart: Json, now: Minute, assumed: Mapping[str, str] | None = None) -> Case:
    """A chart read at a moment, with steps assumed as `--assume` does."""
    facts = read_chart(chart, protocol=PROTOCOL, now=now)
    assume = {step: read_span(when, facts.zone) for step, when in (assumed or {}).items()}
    return open_case(facts, PROTOCOL, assume)


def picture_of(chart: Json, now: str, assumed: Mapping[str, str] | None = None) -> Plan:
    """The plan at one moment, without the search for its next change."""
    return assess(case_of(chart, minute_of(now), assumed), minute_of(now))


def washouts_of(plan: Plan) -> dict[tuple[str, str], Verdict]:
    """Verdicts on facts that a washout counts, by fact and rule."""
    rules = {washout.rule for washout in PROTOCOL.washout}
    return {
        (verdict.fact, verdict.rule): verdict
        for verdict in plan.verdicts
        if verdict.fact is not None and verdict.rule in rules and verdict.value != "not_applicable"
    }
