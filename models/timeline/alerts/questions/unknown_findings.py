"""Questions on findings last recorded as not known, by which a hold would stand."""

from collections.abc import Iterator

from models.chart.facts import FindingFact
from models.moments import local_day
from models.protocol.holds import Hold
from models.reasons.alerts.asks import RecordFact
from models.reasons.alerts.records import FindingUnknown
from models.reasons.questions.results import ValuesAsked, ValueWanted, Wanted
from models.reasons.verdicts.criteria import FindingOnRecord
from models.timeline.alerts.drafts import Draft, Role, by_thing, draft
from models.timeline.alerts.questions.question_things import thing_asked
from models.timeline.alerts.situation import Situation
from models.timeline.history.hold_records import HoldRecord, decisions, records_of
from models.timeline.history.holds import steps_waiting
from models.timeline.results import Alert
from models.timeline.values import AlertKind, Severity
from models.timeline.windows.case import Case


def unknown_findings(situation: Situation) -> Iterator[Draft]:
    """One for each such finding, while a step would have to wait; none where the hold stands."""
    case = situation.scene.case
    standing = {one.hold.rule for one in case.holds}
    for hold in case.protocol.hold:
        steps = tuple(steps_waiting(hold, case.protocol, case.recorded, case.ended))
        if steps and hold.rule not in standing:
            for fact in _left_open(hold, case):
                yield _ask(fact, steps[0], situation)


def _left_open(hold: Hold, case: Case) -> Iterator[FindingFact]:
    for trigger in hold.raised_by:
        records = tuple(records_of(trigger, case.chart, case.protocol))
        open_ones = [one.fact for one in records if _is_open(one, records, hold, case)]
        facts = [fact for fact in open_ones if isinstance(fact, FindingFact)]
        yield from sorted(facts, key=lambda fact: (fact.at.latest, fact.index))[-1:]


def _is_open(record: HoldRecord, records: tuple[HoldRecord, ...], hold: Hold, case: Case) -> bool:
    """Whether nothing known was, or may have been, recorded since."""
    if record.raises is not None:
        return False
    zone, since = case.chart.zone, record.fact.at
    known = any(one.raises is not None and one.fact.at.latest >= since.earliest for one in records)
    last = local_day(since.latest, zone)
    said = decisions(hold, case.chart, case.protocol)
    return not known and not any(local_day(one.at.earliest, zone) >= last for one in said)


def _ask(fact: FindingFact, step: str, situation: Situation) -> Draft:
    known = ValueWanted(wanted=Wanted.KNOWN, about=fact.finding, fact=fact.id)
    question = ValuesAsked(values=(known,))
    thing = thing_asked(question, fact.id)
    record = FindingOnRecord(about=fact.finding, fact=fact.id, at=fact.at, present=None)
    alert = Alert(
        key=situation.key(AlertKind.NEEDS_INFORMATION, *thing),
        kind=AlertKind.NEEDS_INFORMATION,
        severity=Severity.WARNING,
        cause=FindingUnknown(record=record, step=step),
        ask=RecordFact(question=question),
        step=step,
        fact=fact.id,
        deadline=situation.booking(step),
    )
    return draft(alert, Role.CAUSE, by_thing(thing))
