"""One alert for each cause: nothing is told twice, and nothing goes untold."""

from collections import Counter
from collections.abc import Hashable, Iterable
from zoneinfo import ZoneInfo

from hypothesis import given

from models.chart import read_chart
from models.errors import InputRefused
from models.moments import read_span
from models.reasons.alerts.asks import AskForResult, RecordFact
from models.reasons.alerts.bookings import BookStep, BookTest
from models.timeline.alerts.alerts import alerts_of
from models.timeline.alerts.situation import Situation
from models.timeline.planning.judging import judge
from models.timeline.results import Alert, Conflict, Missing, Verdict
from models.timeline.results.alerts import Place
from models.timeline.states.announcing import announced_from
from models.timeline.values import AlertKind, Severity, StepState, VerdictValue
from models.timeline.windows.case import open_case
from tests.properties.budget import share
from tests.properties.paths import Subject, subjects
from tests.spec.charts import PROTOCOL


def judged(subject: Subject) -> Situation | None:
    """None where the chart is refused."""
    moment = read_span(subject.now, ZoneInfo("UTC")).earliest
    try:
        chart = read_chart(subject.chart, protocol=PROTOCOL, now=moment)
    except InputRefused:
        return None
    return judge(open_case(chart, PROTOCOL, {}), moment)


def told_twice(things: Iterable[Hashable]) -> list[Hashable]:
    return [thing for thing, count in Counter(things).items() if count > 1]


@share(1)
@given(subjects())
def test_no_two_alerts_of_a_plan_tell_of_the_same(subject: Subject) -> None:
    situation = judged(subject)
    alerts = () if situation is None else alerts_of(situation)
    asking = [alert for alert in alerts if alert.ask is not None]

    assert told_twice(alert.key for alert in alerts) == []
    assert told_twice((alert.rule, alert.fact) for alert in alerts if alert.rule) == []
    assert told_twice((alert.step, alert.ask) for alert in asking) == []
    questions = [alert.ask for alert in asking if isinstance(alert.ask, RecordFact | AskForResult)]
    assert told_twice(questions) == []
    assert told_twice(place for alert in alerts for place in set(alert.places)) == []


@share(1)
@given(subjects())
def test_each_thing_that_a_near_gate_waits_for_is_told_by_one_critical_alert(
    subject: Subject,
) -> None:
    situation = judged(subject)
    if situation is None or not is_near(situation):
        return
    alerts = alerts_of(situation)
    assert situation.gate is not None

    for item in filter(lambda one: not waits_for_the_move(one, situation), situation.gate.missing):
        telling = [alert for alert in alerts if tells(alert, item)]
        assert [alert.severity for alert in telling] == [Severity.CRITICAL], item
        assert in_time(telling[0], situation)


def is_near(situation: Situation) -> bool:
    gate, scene = situation.gate, situation.scene
    if gate is None or gate.deadline is None:
        return False
    return scene.now >= announced_from(gate.deadline, scene)


def waits_for_the_move(item: Missing, situation: Situation) -> bool:
    """A test for an infusion that cannot be held when it is booked is taken for its new date."""
    moves = (one.step for one in situation.conflicts)
    return isinstance(item.ask, BookTest) and PROTOCOL.gate[0].towards in moves


def tells(alert: Alert, item: Missing) -> bool:
    """A result that is waited for is a cause of its own, beside a step whose window has gone.

    So is a question on a drug that bears on a step, beside the step that nobody has booked.
    """
    if isinstance(alert.ask, AskForResult) and not isinstance(item.ask, AskForResult):
        return False
    if isinstance(alert.ask, RecordFact) and isinstance(item.ask, BookStep):
        return False
    evidence = {one.rule: one.step or one.anchor for one in PROTOCOL.evidence}
    step = evidence[item.rule or ""] if isinstance(item.ask, BookTest) else item.step
    at = (one for one in alert.places if (one.step, one.rule) == (step, item.rule))
    return any(item.fact in {None, place.fact} for place in at)


def in_time(alert: Alert, situation: Situation) -> bool:
    """It can be done before lymphodepletion starts, not only after."""
    gate = situation.gate
    if gate is None or gate.deadline is None:
        return False
    return alert.deadline is not None and alert.deadline <= gate.deadline


@share(1)
@given(subjects())
def test_each_conflict_and_each_rule_that_a_booking_breaks_is_told_by_one_alert(
    subject: Subject,
) -> None:
    situation = judged(subject)
    if situation is None:
        return
    places = [alert.places for alert in alerts_of(situation)]

    for conflict in situation.conflicts:
        told = sum(any(is_of(conflict, one) for one in each) for each in places)
        assert told == 1, conflict
    for verdict in filter(lambda one: breaks_a_booking(one, situation), situation.verdicts):
        broken = verdict.step, verdict.rule, verdict.fact
        facts = ({(one.step, one.rule, one.fact) for one in each} for each in places)
        assert sum(broken in each for each in facts) == 1, verdict


def is_of(conflict: Conflict, place: Place) -> bool:
    """One rule that two facts break is two conflicts, each with the alert on its own fact."""
    at_its_step = place.step == conflict.step and place.rule == conflict.rules[0]
    of_its_fact = place.fact is None or place.fact in conflict.facts
    return place.kind is AlertKind.INFEASIBLE and at_its_step and of_its_fact


def breaks_a_booking(verdict: Verdict, situation: Situation) -> bool:
    """Of a step that will come; of several ways into the trial, another may hold."""
    called_off = situation.states[verdict.step] is StepState.CANCELLED
    booked = situation.scene.case.recorded[verdict.step].booked and not called_off
    alone = not PROTOCOL.groups.of(verdict.rule)
    return verdict.value is VerdictValue.VIOLATION and booked and alone
