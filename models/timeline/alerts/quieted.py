"""What is said of a test while a hold makes each result of it a question: the hold tells of it."""

from collections.abc import Iterable, Iterator

from models.reasons.alerts.delays import BookedOutsideWindow
from models.timeline.alerts.drafts import Draft, by_rule, echo
from models.timeline.alerts.hold_alerts import is_told
from models.timeline.alerts.situation import Situation
from models.timeline.results import Alert
from models.timeline.verdicts.questioned_tests import questioned_by


def quieted(drafts: Iterable[Draft], situation: Situation) -> Iterator[Draft]:
    """The same drafts; those on such a test are echoes of the hold, and of nothing else."""
    held, raising = _rules_held(situation), _tests_that_raise(situation)
    for one in drafts:
        sign = None if _is_of_a_booking(one.alert) else held.get(one.alert.rule or "")
        sign = sign or raising.get((one.alert.rule, one.alert.fact))
        yield one if sign is None else echo(one.alert, by_rule(*sign))


def _rules_held(situation: Situation) -> dict[str, tuple[str, str]]:
    """For each rule on a test before a step that must wait: the hold, and the record behind it."""
    case = situation.scene.case
    return {
        evidence.rule: (standing.hold.rule, standing.since.id)
        for standing in case.holds
        for evidence in questioned_by(standing, case.protocol)
        if evidence.anchor in standing.steps
    }


def _tests_that_raise(
    situation: Situation,
) -> dict[tuple[str | None, str | None], tuple[str, str]]:
    """For each rule on a test, and each result against it by which a hold that is told stands."""
    return {
        (evidence.rule, fact.id): (standing.hold.rule, standing.since.id)
        for standing in situation.scene.case.holds
        if is_told(standing, situation)
        for evidence in questioned_by(standing, situation.scene.case.protocol)
        for fact in standing.facts
    }


def _is_of_a_booking(alert: Alert) -> bool:
    """The appointment for a test is on a wrong day, whatever its result would be."""
    return isinstance(alert.cause, BookedOutsideWindow)
