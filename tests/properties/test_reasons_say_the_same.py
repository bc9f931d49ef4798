"""What a plan says, said from its typed reasons alone, is the same sentence in each language."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from models.chart import read_chart
from models.errors import InputRefused
from models.moments import read_span
from models.plan import assess
from models.reasons.kept import keep, read_kept
from models.timeline.results import Plan
from models.timeline.windows.case import open_case
from tests.properties.paths import Subject, subjects
from tests.spec.charts import PROTOCOL
from tests.spec.test_alert_kinds import CASES
from tests.spec.test_in_chinese import MORE, planned
from tests.wording.both_forms import reasons_of
from wording import Voice, say


def said_otherwise(plan: Plan) -> list[tuple[str, str]]:
    """Sentences that their reasons do not give, beside what the reasons give."""
    english = Voice(language="en", zone=plan.zone, protocol=PROTOCOL)
    chinese = Voice(language="zh", zone=plan.zone, protocol=PROTOCOL)
    both = [
        ((en, zh), (say(reason, english), say(reason, chinese)))
        for reason, en, zh in reasons_of(plan)
    ]
    return [pair for old, new in both if old != new for pair in zip(old, new, strict=True)]


@pytest.mark.parametrize("name", [*CASES, *MORE])
def test_each_reason_of_a_chart_says_what_the_plan_says(name: str) -> None:
    plan = planned(CASES[name][0] if name in CASES else MORE[name])

    assert said_otherwise(plan) == []


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

    for reason, _, _ in () if plan is None else reasons_of(plan):
        assert read_kept(keep(reason)) == reason
