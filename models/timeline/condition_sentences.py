"""What is said of a condition: the limit, the value on record with its day, what to ask for."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from models.chart.facts import Chart
from models.protocol import Protocol
from models.protocol.conditions import Condition
from models.protocol.criterion import Criterion
from models.said import Said
from models.timeline.history.readings import Reading
from models.timeline.values import VerdictValue
from models.timeline.words import cite, say_when


def sentence(
    condition: Condition,
    value: VerdictValue,
    readings: Sequence[Reading],
    question: Said | None,
    *,
    chart: Chart,
    protocol: Protocol,
) -> str:
    """One sentence with the criterion, what is recorded, and the source."""
    if value is VerdictValue.NOT_APPLICABLE:
        return f"Nothing is recorded on: {condition.titles.english} ({cite(condition)})."
    said = ", ".join(dict.fromkeys(say_reading(each, chart, protocol) for each in readings))
    text = f"{judged_as(value, condition)}: {condition.titles.english}; recorded: {said}"
    if question is not None:
        text += f"; {question.en}"
    return f"{text} ({cite(condition)})."


def judged_as(value: VerdictValue, criterion: Criterion) -> str:
    """`Met` of an inclusion, `Excluded` of an exclusion."""
    if value is VerdictValue.INDETERMINATE:
        return "Cannot tell"
    met = value is VerdictValue.MET
    if criterion.source.list == "exclusion":
        return "Not excluded" if met else "Excluded"
    return "Met" if met else "Not met"


THERE: Mapping[object, str] = {True: "yes", False: "no", None: "not known"}


def say_reading(reading: Reading, chart: Chart, protocol: Protocol) -> str:
    """`AST 130 U/L of 2026-03-02 (f1)`; a finding is said to be there or not."""
    when = f"of {say_when(reading.at, chart.zone)} ({reading.fact})"
    if reading.about in protocol.finding_by_id:
        title = protocol.finding_by_id[reading.about].titles.english
        return f"{title}: {THERE[reading.value]}, {when}"
    measure = protocol.measure_by_id[reading.about]
    return f"{measure.titles.english} {say_value(reading, measure.unit)} {when}"


def say_value(reading: Reading, unit: str) -> str:
    """The value as recorded with its unit; what was worked out, in the measure's own unit."""
    if reading.recorded is not None:
        value, written = reading.recorded
        return f"{say_number(value)} {written}"
    return f"{say_number(Fraction(reading.value or 0))} {unit}"


def say_number(number: Fraction) -> str:
    """A decimal with as many places as it has, four at most; ≈ where more would follow."""
    rounded = round(number, 4)
    said = f"{Decimal(rounded.numerator) / Decimal(rounded.denominator):f}"
    return said if rounded == number else f"≈ {said}"
