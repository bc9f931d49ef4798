"""What a plan says, said from its typed reasons alone, is the same sentence in each language."""

import json
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from models.chart import read_chart
from models.errors import InputRefused
from models.moments import read_span
from models.plan import assess
from models.reasons.disclosing import disclosure_of, inside
from models.reasons.kept import keep, read_kept
from models.timeline.results import Plan
from models.timeline.windows.case import open_case
from tests.properties.paths import Subject, subjects
from tests.spec.charts import PROTOCOL
from tests.wording.both_forms import every_reason_of, reasons_of
from tests.wording.charts_of_reasons import SHOWN, shown
from wording import Voice, say


def said_otherwise(plan: Plan) -> list[tuple[str, str]]:
    """Sentences that their reasons do not give, beside what the reasons give."""
    english = Voice(language="en", zone=plan.zone, protocol=PROTOCOL)
    chinese = Voice(language="zh", zone=plan.zone, protocol=PROTOCOL)
    both = [
        ((en, zh), (say(reason, english), say(reason, chinese)))
        for reason, en, zh in reasons_of(plan)
    ]
    told = ((old, new) for old, new in both if any(old))  # what has a reason alone has no other
    return [pair for old, new in told if old != new for pair in zip(old, new, strict=True)]


@pytest.mark.parametrize("name", SHOWN)
def test_each_reason_of_a_chart_says_what_the_plan_says(name: str) -> None:
    assert said_otherwise(shown(name)) == []


def random_plan(subject: Subject) -> Plan | None:
    """None where the chart is refused."""
    moment = read_span(subject.now, ZoneInfo("UTC")).earliest
    try:
        chart = read_chart(subject.chart, protocol=PROTOCOL, now=moment)
    except InputRefused:
        return None
    return assess(open_case(chart, PROTOCOL, {}), moment)


@given(subject=subjects())
@settings(max_examples=200)
def test_each_reason_of_any_plan_says_what_the_plan_says(subject: Subject) -> None:
    plan = random_plan(subject)

    assert plan is None or said_otherwise(plan) == []


@given(subject=subjects())
def test_each_reason_of_any_plan_is_the_same_after_it_was_kept(subject: Subject) -> None:
    plan = random_plan(subject)

    for reason in () if plan is None else every_reason_of(plan):
        assert read_kept(json.loads(json.dumps(keep(reason)))) == reason


@given(subject=subjects())
def test_no_reason_of_any_plan_reveals_less_than_one_inside_it(subject: Subject) -> None:
    plan = random_plan(subject)

    for reason in () if plan is None else every_reason_of(plan):
        assert disclosure_of(reason) >= reason.discloses
        assert all(disclosure_of(reason) >= disclosure_of(one) for one in inside(reason))
