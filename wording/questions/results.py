"""What is asked of results: values, findings, tests, fields, how severe something was."""

from models.protocol.conditions import Measure
from models.protocol.vocabulary import WordKind
from models.reasons.questions.results import (
    ChestAsked,
    EarlierTestAsked,
    FieldAsked,
    FindingAsked,
    LateExposureAsked,
    ResultAsked,
    SeverityAsked,
    ValuesAsked,
    ValueWanted,
    Wanted,
)
from wording.dates.lengths import say_quantity
from wording.lexicon import called
from wording.lists import say_choice
from wording.saying import say, says
from wording.sentences import joined, listed, told
from wording.titles import late_warning
from wording.voice import Voice

_TOPIC = "questions"
_RATIO = "ratio"


@says(ValuesAsked)
def values_asked(reason: ValuesAsked, voice: Voice) -> str:
    values = joined((say(one, voice) for one in reason.values), "values.and", voice, _TOPIC)
    return told(voice, _TOPIC, "values", values=values)


@says(ValueWanted)
def value_wanted(reason: ValueWanted, voice: Voice) -> str:
    """`the upper limit of normal of AST (f1)`; of a finding, whether it is there."""
    measure = voice.protocol.measure_by_id.get(reason.about)
    kind = WordKind.FINDING if measure is None else WordKind.MEASURE
    asked = told(
        voice,
        _TOPIC,
        _asked(reason, measure),
        about=called(kind, reason.about, voice),
        fact=reason.fact,
        unit=_units(measure, voice) if measure else "",
        max_age=say_quantity(reason.max_age, voice.language) if reason.max_age else "",
    )
    if measure is not None or reason.wanted is Wanted.TIME:
        return asked
    return told(voice, _TOPIC, "value.yes_or_no", asked=asked)


def _asked(reason: ValueWanted, measure: Measure | None) -> str:
    """The message that asks for it; what has no unit is asked for without one."""
    of_none = measure is not None and measure.asked_in == (_RATIO,)
    of_none = of_none and reason.wanted is Wanted.UNIT
    return "value.ratio" if of_none else f"value.{reason.wanted}"


def _units(measure: Measure, voice: Voice) -> str:
    """`µmol/L, mg/dL or mmol/L`: any of them would do."""
    units = (called(WordKind.UNIT, unit, voice) for unit in measure.asked_in)
    return say_choice(units, voice.language)


@says(FindingAsked)
def finding_asked(reason: FindingAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "finding", finding=called(WordKind.FINDING, reason.finding, voice))


@says(SeverityAsked)
def severity_asked(_reason: SeverityAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "severity")


@says(FieldAsked)
def field_asked(_reason: FieldAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "field")


@says(ChestAsked)
def chest_asked(reason: ChestAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "chest", facts=listed(reason.facts, voice))


@says(ResultAsked)
def result_asked(_reason: ResultAsked, voice: Voice) -> str:
    return told(voice, _TOPIC, "result")


@says(EarlierTestAsked)
def earlier_test_asked(reason: EarlierTestAsked, voice: Voice) -> str:
    test, step = called(WordKind.TEST, reason.test, voice), voice.step(reason.step)
    return told(voice, _TOPIC, "earlier_test", test=test, step=step)


@says(LateExposureAsked)
def late_exposure_asked(reason: LateExposureAsked, voice: Voice) -> str:
    """The protocol's own words."""
    return late_warning(reason.rule, voice)
