"""What a question is about: two that lack the same thing of the same fact are one question."""

from typing import assert_never

from models.reasons.questions import Question
from models.reasons.questions.drugs import (
    AcceptanceAsked,
    AmbiguousNameAsked,
    DoseAsked,
    DrugNameAsked,
    DrugQuestion,
    HalfLifeAsked,
    LifetimeDoseAsked,
    MarketedAsked,
    ProductAsked,
    PurposeAsked,
    RouteAsked,
)
from models.reasons.questions.results import (
    ChestAsked,
    EarlierTestAsked,
    FieldAsked,
    FindingAsked,
    LateExposureAsked,
    ResultAsked,
    ResultQuestion,
    SeverityAsked,
    ValuesAsked,
    ValueWanted,
)
from models.reasons.questions.times import (
    ContraceptionEndAsked,
    EndTimeAsked,
    EventDayAsked,
    FirstDayAsked,
    IntervalAsked,
    LastDayAsked,
    LastDoseTimeAsked,
    SampleTimeAsked,
    StepDayAsked,
    StepTimeAsked,
)

Thing = tuple[str, str]
"""What is missing, and of what: of a fact, a step, an event."""

def thing_asked(question: Question, fact: str | None) -> Thing:
    """What is missing, and of what.

    Args:
        fact: that the verdict which asks is on.
    """
    match question:
        case FirstDayAsked():
            return "first_day", question.exposed.fact
        case LastDayAsked() | LastDoseTimeAsked() | EndTimeAsked():
            return "end", question.exposed.fact
        case StepDayAsked() | StepTimeAsked():
            return "time", question.step
        case SampleTimeAsked():
            return "sample_time", question.sample.fact
        case IntervalAsked():
            return "interval", question.event
        case EventDayAsked():
            return "day", question.event
        case ContraceptionEndAsked():
            return "end", "contraception"
        case (
            ValuesAsked()
            | FindingAsked()
            | SeverityAsked()
            | FieldAsked()
            | ChestAsked()
            | ResultAsked()
            | EarlierTestAsked()
            | LateExposureAsked()
        ):
            return _of_a_result(question, fact or "")
        case _:
            return _of_a_drug(question)


def _of_a_result(question: ResultQuestion, fact: str) -> Thing:
    match question:
        case ValuesAsked():
            return "value", "+".join(_value(one) for one in question.values)
        case FindingAsked():
            return "finding", question.finding
        case SeverityAsked():
            return "severity", fact
        case FieldAsked():
            return "field", fact
        case ChestAsked():
            return "chest", "+".join(question.facts)
        case ResultAsked():
            return "result", fact
        case EarlierTestAsked():
            return f"{question.test}_before", question.step
        case LateExposureAsked():
            return question.rule, fact
        case _ as unreachable:
            assert_never(unreachable)


def _value(wanted: ValueWanted) -> str:
    return ".".join(filter(None, (wanted.wanted.value, wanted.about, wanted.fact)))


def _of_a_drug(question: DrugQuestion) -> Thing:
    return _missing_of_a_drug(question), question.given.fact


def _missing_of_a_drug(question: DrugQuestion) -> str:
    match question:
        case DrugNameAsked() | AmbiguousNameAsked() | ProductAsked():
            return "name"
        case RouteAsked():
            return "route"
        case PurposeAsked():
            return "purpose"
        case MarketedAsked():
            return "marketed"
        case DoseAsked():
            return "dose"
        case HalfLifeAsked():
            return "half_life"
        case LifetimeDoseAsked():
            return "lifetime_dose"
        case AcceptanceAsked():
            return "acceptance"
        case _ as unreachable:
            assert_never(unreachable)
