"""DV: the protocol deviations that stand."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from exports.cdisc.dataset import Dataset, Record, Variable
from exports.cdisc.planned import Planned, study_of, usubjid
from exports.cdisc.times import dtc, study_day
from exports.lists.standing import Everybody
from models.alerting.deviations import deviations_of
from models.moments import Span
from models.records.store import RegisteredDeviation
from wording.language import ENGLISH
from wording.saying import say

VARIABLES: Final = (
    Variable(name="STUDYID", label="Study Identifier", key=1),
    Variable(name="DOMAIN", label="Domain Abbreviation"),
    Variable(name="USUBJID", label="Unique Subject Identifier", key=2),
    Variable(name="DVSEQ", label="Sequence Number", type="integer", key=3),
    Variable(name="DVSPID", label="Sponsor-Defined Identifier"),
    Variable(name="DVTERM", label="Protocol Deviation Term"),
    Variable(name="DVDECOD", label="Protocol Deviation Coded Term"),
    Variable(name="DVCAT", label="Category for Protocol Deviation"),
    Variable(name="DVSCAT", label="Subcategory for Protocol Deviation"),
    Variable(name="EPOCH", label="Epoch"),
    Variable(name="DVSTDTC", label="Start Date/Time of Deviation"),
    Variable(name="DVENDTC", label="End Date/Time of Deviation"),
    Variable(name="DVSTDY", label="Study Day of Start of Deviation", type="integer"),
    Variable(name="DVENDY", label="Study Day of End of Deviation", type="integer"),
)
CATEGORIES: Final = {"inclusion": "INCLUSION CRITERION", "exclusion": "EXCLUSION CRITERION"}
OF_THE_PATH: Final = "SCHEDULE"
Which = tuple[str, str, str | None]


def deviations_dataset(everybody: Everybody) -> Dataset:
    """One record for each deviation that still follows from the facts, dated by its step.

    Raises:
        NotPlanned: if a subject's chart cannot be planned.
    """
    return Dataset(
        study=study_of(everybody),
        name="DV",
        label="Protocol Deviations",
        variables=VARIABLES,
        records=[
            record
            for one in everybody.subjects
            for record in _records(Planned.of(one), everybody.deviations.get(one.subject, ()))
        ],
        as_of=everybody.as_of,
    )


def _records(one: Planned, registered: Sequence[RegisteredDeviation]) -> Iterator[Record]:
    times = _times(one)
    standing = [deviation for deviation in registered if deviation.stands]
    for number, deviation in enumerate(standing, start=1):
        at = times.get((deviation.step, deviation.rule, deviation.cause))
        yield _record(one, deviation, number, at)


def _times(one: Planned) -> Mapping[Which, Span | None]:
    """When the step of each deviation was done, by the fact that recorded it."""
    steps = [*one.plan.steps, *(step for each in one.plan.earlier for step in each.steps)]
    done = {step.booked_by: step.at for step in steps}
    found = deviations_of(one.plan)
    return {(each.step, each.rule, each.cause): done.get(each.done_by) for each in found}


def _record(one: Planned, deviation: RegisteredDeviation, number: int, at: Span | None) -> Record:
    when, day = dtc(at, one.plan.zone), study_day(at, one.plan, one.protocol)
    step = one.protocol.step_by_id.get(deviation.step)
    return {
        "STUDYID": one.plan.protocol_id,
        "DOMAIN": "DV",
        "USUBJID": usubjid(one),
        "DVSEQ": number,
        "DVSPID": str(deviation.number),
        "DVTERM": say(deviation.reason, one.standing.voice(ENGLISH)),
        "DVDECOD": deviation.rule,
        "DVCAT": _category(one, deviation.rule),
        "DVSCAT": deviation.step.upper(),
        "EPOCH": None if step is None else step.phase.upper(),
        "DVSTDTC": when,
        "DVENDTC": when,
        "DVSTDY": day,
        "DVENDY": day,
    }


def _category(one: Planned, rule: str) -> str:
    criterion = one.protocol.criterion_by_rule.get(rule)
    listed = None if criterion is None else criterion.source.list
    return OF_THE_PATH if listed is None else CATEGORIES[listed]
