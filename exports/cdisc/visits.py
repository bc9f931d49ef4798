"""SV: the visits that took place, and those of the past that did not."""

from collections.abc import Iterator
from typing import Final

from exports.cdisc.dataset import Dataset, Record, Variable
from exports.cdisc.planned import Planned, study_of, usubjid
from exports.cdisc.times import DONE, dtc, shifted, study_day
from exports.lists.standing import Everybody
from models.protocol.path import Step
from models.timeline.results import StepOutcome
from models.timeline.values import StepState

VARIABLES: Final = (
    Variable(name="STUDYID", label="Study Identifier", key=1),
    Variable(name="DOMAIN", label="Domain Abbreviation"),
    Variable(name="USUBJID", label="Unique Subject Identifier", key=2),
    Variable(name="VISITNUM", label="Visit Number", type="float", key=3),
    Variable(name="VISIT", label="Visit Name"),
    Variable(name="SVPRESP", label="Pre-specified"),
    Variable(name="SVOCCUR", label="Occurrence"),
    Variable(name="VISITDY", label="Planned Study Day of Visit", type="integer"),
    Variable(name="EPOCH", label="Epoch"),
    Variable(name="SVSTDTC", label="Start Date/Time of Observation"),
    Variable(name="SVENDTC", label="End Date/Time of Observation"),
    Variable(name="SVSTDY", label="Study Day of Start of Observation", type="integer"),
    Variable(name="SVENDY", label="Study Day of End of Observation", type="integer"),
    Variable(name="SVUPDES", label="Description of Unplanned Visit"),
)


def visits_dataset(everybody: Everybody) -> Dataset:
    """One record for each visit that was held or missed; what is still to come is in none.

    Raises:
        NotPlanned: if a subject's chart cannot be planned.
    """
    return Dataset(
        study=study_of(everybody),
        name="SV",
        label="Subject Visits",
        variables=VARIABLES,
        records=[record for one in everybody.subjects for record in _records(Planned.of(one))],
        as_of=everybody.as_of,
    )


def _records(one: Planned) -> Iterator[Record]:
    """In the order of the path; a date to know and what others do are no visits."""
    for number, step in enumerate(one.protocol.step, start=1):
        if step.passive or not step.ours:
            continue
        for outcome in (*one.plan.held_before(step.id), one.plan.step(step.id)):
            if outcome.state in DONE or outcome.state is StepState.MISSED:
                yield _record(one, step, outcome, number)


def _record(one: Planned, step: Step, outcome: StepOutcome, number: int) -> Record:
    """A step that is held again is an unplanned visit, numbered behind the planned one."""
    again = outcome.time > 1
    held = outcome.at if outcome.state in DONE else None
    day = study_day(held, one.plan, one.protocol)
    title = step.titles.english.upper()
    return {
        "STUDYID": one.plan.protocol_id,
        "DOMAIN": "SV",
        "USUBJID": usubjid(one),
        "VISITNUM": round(number + (outcome.time - 1) / 100, 2),
        "VISIT": f"{title} {outcome.time}" if again else title,
        "SVPRESP": None if again else "Y",
        "SVOCCUR": None if again else "Y" if outcome.state in DONE else "N",
        "VISITDY": None if step.day is None or again else shifted(step.day),
        "EPOCH": step.phase.upper(),
        "SVSTDTC": dtc(held, one.plan.zone),
        "SVENDTC": dtc(held, one.plan.zone),
        "SVSTDY": day,
        "SVENDY": day,
        "SVUPDES": "HELD AGAIN" if again else None,
    }
