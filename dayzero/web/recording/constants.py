"""The forms of what is recorded once of a subject, and of taking a fact back; pure."""

from zoneinfo import ZoneInfo

from dayzero.desk.typed_facts import Options, fact_from
from dayzero.web.recording.recording import (
    CORRECTS,
    REASON,
    RIGHT_SUBJECT,
    Document,
    Fact,
    Make,
    Recording,
)
from dayzero.web.signing_in.forms import Form
from models.chart.corrections.changes import RetractionFact
from models.chart.corrections.constants import SITE, ConstantFact
from models.chart.corrections.fields import FIELDS_OF_CONSTANT


def _maker(constant: str) -> Make:
    def make(form: Form, _: Document, zone: ZoneInfo) -> Fact:
        options = Options(at=form["day"], reason=form[REASON])
        return fact_from(ConstantFact.kind, [constant, form["value"]], options, zone)

    return make


def _retraction(form: Form, _: Document, zone: ZoneInfo) -> Fact:
    options = Options(at=form["day"], reason=form[REASON])
    return fact_from(RetractionFact.kind, [form[CORRECTS]], options, zone)


CONSTANTS = {
    constant: Recording(
        ConstantFact.kind,
        ("value", "day", REASON),
        frozenset({"value", "day", REASON}),
        _maker(constant),
    )
    for constant in FIELDS_OF_CONSTANT
}
"""One for each, by its name in a chart."""

TAKING_BACK = {
    RetractionFact.kind: Recording(
        RetractionFact.kind,
        (CORRECTS, REASON, RIGHT_SUBJECT, "day"),
        frozenset({CORRECTS, REASON, "day"}),
        _retraction,
    )
}

OF_TODAY = frozenset({*CONSTANTS, *TAKING_BACK}) - {SITE}
"""Forms whose day is today unless another one is said; a transfer is known before it happens."""
