"""Who is kept out of the trial by a criterion, and what that puts at risk.

Until the first step behind a gate is booked that is the daily work of screening. From then on a
subject is about to be harmed for nothing, or has been: the gate's booked aim is at risk, and it is
the investigator who decides.
"""

from collections.abc import Iterable, Iterator

from models.moments import Minute
from models.protocol import Protocol
from models.protocol.path import Gate
from models.reasons.alerts.asks import DoNotGoOn, TellInvestigator
from models.reasons.path.rules import NamedRule
from models.timeline.results import Verdict
from models.timeline.values import VerdictValue
from models.timeline.windows.case import Case


def keeps_out(verdict: Verdict, protocol: Protocol) -> bool:
    """Whether a violation of this rule makes a subject ineligible."""
    criterion = protocol.criterion_by_rule.get(verdict.rule)
    if verdict.rule == protocol.age.rule:
        return True
    if criterion is not None and criterion.consequence == "ineligible":
        return True
    return criterion in protocol.evidence and verdict.fact is not None


def committed_to(case: Case) -> Iterator[Gate]:
    """The gates whose first step is booked or done, and whose aim is still to come."""
    for gate in case.protocol.gate:
        before = case.recorded[gate.before]
        if (before.booked or before.done) and gate.towards not in case.done:
            yield gate


def is_committed(case: Case) -> bool:
    """As lymphodepletion that is booked or has begun, with the infusion still to come."""
    return any(True for _ in committed_to(case))


def kept_out(verdicts: Iterable[Verdict], case: Case) -> bool:
    """Whether a criterion fails; of several ways into the trial, all of them."""
    judged = tuple(verdicts)
    return any(
        verdict.value is VerdictValue.VIOLATION
        and keeps_out(verdict, case.protocol)
        and no_other_way(verdict.rule, judged, case.protocol)
        for verdict in judged
    )


def no_other_way(rule: str, judged: tuple[Verdict, ...], protocol: Protocol) -> bool:
    """Whether every way that a criterion offers is closed; true of one that offers no choice."""
    ways = protocol.groups.of(rule)
    return all(one.value is VerdictValue.VIOLATION for one in judged if one.rule in ways)


def ask_to_stop(rule: NamedRule, case: Case) -> DoNotGoOn | TellInvestigator:
    """A screen failure is recorded in time; later it is the investigator who must know."""
    gate = next(committed_to(case), None)
    if gate is None:
        return DoNotGoOn(rule=rule)
    begun = gate.before in case.done
    step = gate.towards if begun else gate.before
    return TellInvestigator(rule=rule, step=step, begun=gate.before if begun else None)


def last_moment_to_stop(case: Case) -> Minute | None:
    """The start of what must not be held as it is booked; None where that is not booked."""
    gate = next(committed_to(case), case.gate)
    record = case.recorded[gate.towards if gate.before in case.done else gate.before]
    return record.at.earliest if record.booked and record.at else None
