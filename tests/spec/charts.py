"""Charts as a coordinator writes them down, and what the plan says of them.

Every answer comes out of the contract's JSON, by the same functions that all doors use.
A chart is of a man at site CN01 unless a test says otherwise: no pregnancy test is owed.
Facts without an id are f1, f2, … in their order.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from models.chart import Chart, read_chart
from models.moments import Minute, Span, read_span
from models.plan import assess, plan
from models.protocol import Protocol, load_protocol
from models.timeline.results import Plan
from models.timeline.windows.case import open_case
from wording.plan_document import plan_document

Json = dict[str, Any]

NOW = "2026-06-01T08:00+08:00"
PROTOCOL = load_protocol("NCT04684147")


# ---------------------------------------------------------------- charts


def a_chart(*facts: Json, **header: Any) -> Json:
    """A man's chart, with any field of its head replaced."""
    return {
        "schema": "dayzero.chart/1",
        "subject": "CN01-007",
        "site": "CN01",
        "timezone": "Asia/Shanghai",
        "protocol": "NCT04684147",
        "sex": "male",
        **header,
        "facts": [{"id": f"f{number}", **fact} for number, fact in enumerate(facts, start=1)],
    }


def a_woman(*facts: Json, childbearing_potential: bool | None = True, **header: Any) -> Json:
    return a_chart(*facts, sex="female", childbearing_potential=childbearing_potential, **header)


# ---------------------------------------------------------------- facts


def drug(
    name: str,
    last: str | None = None,
    *,
    dose: str | None = None,
    times: str | None = None,
    **fields: Any,
) -> Json:
    """A drug; `dose` as one says it, "10 mg/day"; without `last` it is still given.

    Args:
        times: how many administrations of the dose a day had.
    """
    fact = {"kind": "drug", "drug": name, "purpose": "bridging", "route": "iv", **fields}
    fact.update({"ongoing": True} if last is None else {"last": last})
    if dose is not None:
        value, unit = dose.split(maxsplit=1)
        fact["dose"] = {"value": value, "unit": unit}
    if times is not None:
        fact["dose"]["times_per_day"] = times
    return fact


def steroid(name: str, dose: str | None, last: str | None = None, **fields: Any) -> Json:
    return drug(name, last, dose=dose, **{"purpose": "supportive", "route": "oral", **fields})


def radiotherapy(field: str, last: str, **fields: Any) -> Json:
    return {"kind": "radiotherapy", "field": field, "last": last, **fields}


def pregnancy_test(at: str, result: str = "negative", **fields: Any) -> Json:
    return {"kind": "test", "test": "pregnancy", "at": at, "result": result, **fields}


def cd19_test(at: str, result: str = "positive") -> Json:
    return {"kind": "test", "test": "cd19", "at": at, "result": result}


def event(name: str, at: str, **fields: Any) -> Json:
    return {"kind": "event", "event": name, "at": at, **fields}


def finding(name: str, present: bool | None, at: str) -> Json:
    return {"kind": "finding", "finding": name, "present": present, "at": at}


def measurement(measure: str, value: str, unit: str, at: str, **limits: str) -> Json:
    """A measured value; `uln` and `llod` are the laboratory's own limits."""
    fact = {"kind": "measurement", "measure": measure, "value": value, "unit": unit, "at": at}
    return {**fact, **limits}


def done(step: str, at: str, **fields: Any) -> Json:
    return {"kind": "step", "step": step, "state": "done", "at": at, **fields}


def booked(step: str, at: str, **fields: Any) -> Json:
    return {**done(step, at, **fields), "state": "booked"}


def missed(step: str, at: str, **fields: Any) -> Json:
    return {**done(step, at, **fields), "state": "missed"}


def cancelled(step: str, at: str, **fields: Any) -> Json:
    return {**done(step, at, **fields), "state": "cancelled"}


# ---------------------------------------------------------------- answers


def plan_of(chart: Json, *, now: str = NOW, **assumed: str) -> Json:
    """The contract's plan; `infusion="2026-06-10"` assumes as `--assume` does."""
    return _made(json.dumps(chart), now, tuple(sorted(assumed.items())), plan)


def picture_of(chart: Json, *, now: str = NOW, **assumed: str) -> Json:
    """The same without looking for the next change, which takes far longer than the rest."""
    return _made(json.dumps(chart), now, tuple(sorted(assumed.items())), _without_next_change)


Planner = Callable[[Chart, Protocol, Minute, Mapping[str, Span]], Plan]


def _without_next_change(
    chart: Chart, protocol: Protocol, now: Minute, assume: Mapping[str, Span]
) -> Plan:
    return assess(open_case(chart, protocol, assume), now)


@cache
def _made(chart: str, now: str, assumed: tuple[tuple[str, str], ...], make: Planner) -> Json:
    moment = read_span(now, ZoneInfo("UTC")).earliest
    facts = read_chart(json.loads(chart), protocol=PROTOCOL, now=moment)
    assume = {step: read_span(when, facts.zone) for step, when in assumed}
    made = make(facts, PROTOCOL, moment, assume)
    return plan_document(made, PROTOCOL)


def verdict_of(
    chart: Json, rule: str, *, fact: str | None = None, now: str = NOW, **assumed: str
) -> Json:
    """The one verdict on a rule; `fact` chooses where several facts concern it."""
    verdicts = [
        verdict
        for verdict in picture_of(chart, now=now, **assumed)["verdicts"]
        if verdict["rule"] == rule and fact in {None, verdict["fact"]}
    ]
    assert len(verdicts) == 1, f"{rule} has {len(verdicts)} verdicts"
    return dict(verdicts[0])


def value_of(
    chart: Json, rule: str, *, fact: str | None = None, now: str = NOW, **assumed: str
) -> str:
    """The word alone: met, violation, indeterminate, pending, not_applicable."""
    return str(verdict_of(chart, rule, fact=fact, now=now, **assumed)["verdict"])


def step_of(chart: Json, step: str, *, now: str = NOW, **assumed: str) -> Json:
    steps = picture_of(chart, now=now, **assumed)["steps"]
    return next(dict(outcome) for outcome in steps if outcome["step"] == step)


def alerts_of(chart: Json, kind: str, *, now: str = NOW, **assumed: str) -> list[Json]:
    alerts = picture_of(chart, now=now, **assumed)["alerts"]
    return [dict(alert) for alert in alerts if alert["kind"] == kind]
