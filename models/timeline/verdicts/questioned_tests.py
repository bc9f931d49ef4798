"""Tests that a hold makes a question: no test answers what a person alone can decide."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from models.protocol import Protocol
from models.protocol.criteria import Evidence
from models.reasons.path.rules import name_rule
from models.reasons.verdicts.tests import SampleCounts, TestQuestioned
from models.timeline.history.hold_records import HoldFact
from models.timeline.history.holds import StandingHold
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.verdicts.hold_reasons import noted
from models.timeline.windows.case import Case


def with_questioned(verdicts: Iterable[Verdict], case: Case) -> Iterator[Verdict]:
    """The same verdicts; a test that would count is none while such a hold stands."""
    rules = {
        evidence.rule: standing
        for standing in case.holds
        for evidence in questioned_by(standing, case.protocol)
    }
    for verdict in verdicts:
        standing = rules.get(verdict.rule)
        yield verdict if standing is None else _questioned(verdict, standing, case)


def questioned_by(standing: StandingHold, protocol: Protocol) -> tuple[Evidence, ...]:
    """The rules on a test of which a result that they do not ask for raises the hold."""
    hold = standing.hold
    if hold.decided_by is None:  # what a later record ends, the test's own rule can judge
        return ()
    raising = {trigger.test for trigger in hold.raised_by}
    return tuple(evidence for evidence in protocol.evidence if evidence.test in raising)


def _questioned(verdict: Verdict, standing: StandingHold, case: Case) -> Verdict:
    counts, against = verdict.reason, _against(verdict, standing, case)
    if verdict.value is not VerdictValue.MET or not isinstance(counts, SampleCounts) or not against:
        return verdict
    reason = TestQuestioned(
        stated=counts.stated,
        step=counts.step,
        sample=counts.sample,
        result=counts.result,
        hold=name_rule(standing.hold.rule, case.protocol),
        against=tuple(map(noted, against)),
    )
    value = VerdictValue.INDETERMINATE
    return replace(verdict, value=value, reason=reason, counts_until=None)


def _against(verdict: Verdict, standing: StandingHold, case: Case) -> tuple[HoldFact, ...]:
    """All while a step must wait; once none does, what may have been before the test's step."""
    at = case.recorded[verdict.step].at
    if standing.steps or at is None:
        return standing.facts
    return tuple(fact for fact in standing.facts if fact.at.earliest <= at.latest)
