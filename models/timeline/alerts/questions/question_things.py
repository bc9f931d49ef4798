"""What a question is about: two that lack the same thing of the same fact are one question."""

from typing import assert_never

from models.reasons.questions import Question
from models.reasons.questions.drugs import (
    AcceptanceAsked,
    AmbiguousNameAsked,
    DepotAsked,
    DoseAsked,
    DrugNameAsked,
    DrugQuestion,
    HalfLifeAsked,
    LifetimeDoseAsked,
    MarketedAsked,
    ProductAsked,
    PurposeAsked,
    RouteAsked,
    SurfaceAsked,
    TimesPerDayAsked,
    WithinAsked,
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
    BirthDayAsked,
    ContraceptionEndAsked,
    EndTimeAsked,
    EventDayAsked,
    FirstDayAsked,
    IntervalAsked,
    LastDayAsked,
    LastDoseTimeAsked,
    ReportTimeAsked,
    SampleTimeAsked,
    StepDayAsked,
    StepTimeAsked,
    TimeQuestion,
)

Thing = tuple[str, str]
"""What is missing, and of what: of a fact, a step, an event."""


def thing_asked(question: Question, fact: str | None) -> Thing:
    """What is missing, and of what.

    Args:
        fact: that the verdict which asks is on.
    """
    if isinstance(question, TimeQuestion):
        return _of_a_time(question)
    if isinstance(question, ResultQuestion):
        return _of_a_result(question, fact or "")
    return _of_a_drug(question)


def _of_a_time(question: TimeQuestion) -> Thing:
    match question:
        case FirstDayAsked():
            thing = "first_day", question.exposed.fact
        case LastDayAsked() | LastDoseTimeAsked() | EndTimeAsked():
            thing = "end", question.exposed.fact
        case StepDayAsked() | StepTimeAsked():
            thing = "time", question.step
        case BirthDayAsked():
            thing = "day", "birth"
        case SampleTimeAsked():
            thing = "sample_time", question.sample.fact
        case ReportTimeAsked():
            thing = "report_time", question.sample.fact
        case IntervalAsked():
            thing = "interval", question.event
        case EventDayAsked():
            thing = "day", question.event
        case ContraceptionEndAsked():
            thing = "end", "contraception"
        case _ as unreachable:
            assert_never(unreachable)
    return thing


def _of_a_result(question: ResultQuestion, fact: str) -> Thing:
    match question:
        case ValuesAsked():
            thing = "value", "+".join(_value(one) for one in question.values)
        case FindingAsked():
            thing = "finding", question.finding
        case SeverityAsked():
            thing = "severity", fact
        case FieldAsked():
            thing = "field", fact
        case ChestAsked():
            thing = "chest", "+".join(question.facts)
        case ResultAsked():
            thing = "result", fact
        case EarlierTestAsked():
            thing = f"{question.test}_before", question.step
        case LateExposureAsked():
            thing = question.rule, fact
        case _ as unreachable:
            assert_never(unreachable)
    return thing


def _value(wanted: ValueWanted) -> str:
    return ".".join(filter(None, (wanted.wanted.value, wanted.about, wanted.fact)))


def _of_a_drug(question: DrugQuestion) -> Thing:
    missing = _missing_of_a_drug(question)
    of_the_subject = isinstance(question, SurfaceAsked)  # one for all drugs counted by it
    return missing, "body" if of_the_subject else question.given.fact


def _missing_of_a_drug(question: DrugQuestion) -> str:
    match question:
        case DrugNameAsked() | AmbiguousNameAsked() | ProductAsked() | DepotAsked():
            missing = "name"
        case RouteAsked():
            missing = "route"
        case PurposeAsked() | WithinAsked():
            missing = "purpose"
        case MarketedAsked():
            missing = "marketed"
        case DoseAsked() | TimesPerDayAsked():
            missing = "dose"
        case SurfaceAsked():
            missing = "surface"
        case HalfLifeAsked():
            missing = "half_life"
        case LifetimeDoseAsked():
            missing = "lifetime_dose"
        case AcceptanceAsked():
            missing = "acceptance"
        case _ as unreachable:
            assert_never(unreachable)
    return missing
