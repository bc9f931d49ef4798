"""One sentence for each error and each reason; several faults are one line each."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeGuard

from models.errors import DayZeroError, Fault, InputRefused, ProtocolRefused
from models.protocol.arithmetic.quantity import Quantity
from models.reasons.facts import defaults_of, facts_by_name
from models.reasons.refusals.assumptions import Dated
from models.reasons.refusals.refusal import FaultReason, Plain, WithFacts
from wording.catalogue import catalogue
from wording.dates.iso import say_when
from wording.dates.lengths import say_quantity
from wording.language import Language
from wording.refusals.lists import Listed

ERRORS = "errors"


def say_refusal(refused: DayZeroError | FaultReason, language: Language) -> str:
    """An error or a reason in words; an error of several faults has one line for each.

    Raises:
        MessageMissing: if nothing says it; a test holds that there is no such kind.
    """
    if isinstance(refused, InputRefused):
        return "\n".join(say_fault(fault, language) for fault in refused.faults)
    if isinstance(refused, ProtocolRefused):
        return f"{place_of(refused)}: {say_refusal(refused.reason, language)}"
    if isinstance(refused, DayZeroError):
        return _said(ERRORS, refused.kind + _word_of(refused.facts), refused.facts, language)
    if isinstance(refused, Plain):
        return catalogue(language, topic_of(type(refused)))(refused.value)
    return _said(topic_of(type(refused)), message_of(refused), facts_of(refused), language)


def say_fault(fault: Fault, language: Language) -> str:
    """`facts[2].last: lies before “first”; correct one of the two`.

    The path is the program's own, and stands before its colon in every language.
    """
    return f"{fault.path}: {say_refusal(fault.reason, language)}"


def say_note(aside: FaultReason, language: Language) -> str:
    """What was left aside and refuses nothing."""
    return catalogue(language, ERRORS)("note", what=say_refusal(aside, language))


def place_of(refused: ProtocolRefused) -> str:
    """`nct04684147.toml:120`, or the file alone."""
    return refused.source if refused.line is None else f"{refused.source}:{refused.line}"


def topic_of(kind: type[Plain | WithFacts]) -> str:
    """The catalogue that says a kind of reason: that of the module it stands in."""
    return f"refused_{kind.__module__.rpartition('.')[2]}"


def facts_of(reason: WithFacts) -> Mapping[str, object]:
    """What a reason knows, by name."""
    return {name: fact for name, fact in facts_by_name(reason).items() if name != "kind"}


def _said(topic: str, message: str, facts: Mapping[str, object], language: Language) -> str:
    said = {name: _fact(value, language) for name, value in facts.items()}
    return catalogue(language, topic)(message, **said)


def message_of(reason: WithFacts) -> str:
    """The message that says a reason: its kind, in the form that its facts ask for."""
    may_be_left_out = defaults_of(type(reason))
    for name, value in facts_of(reason).items():
        given = name in may_be_left_out and value not in {None, False}
        if given and not isinstance(value, StrEnum):
            return f"{reason.kind}.{name}"
    return reason.kind + _word_of(facts_of(reason))


def _word_of(facts: Mapping[str, object]) -> str:
    """The form for a fact that is one of a closed set of words."""
    words = (f".{word.value}" for word in facts.values() if _is_word(word))
    return next(words, "")


def _is_word(value: object) -> TypeGuard[StrEnum]:
    return isinstance(value, StrEnum) and not isinstance(value, Plain)


def _fact(value: object, language: Language) -> object:
    """A fact as it stands in a sentence."""
    match value:
        case Plain() | WithFacts() | DayZeroError():
            return say_refusal(value, language)
        case tuple():
            return Listed([str(_fact(one, language)) for one in value], language)
        case Quantity() | Dated() | Fraction() | date():
            return _measured(value, language)
    return value


def _measured(value: Quantity | Dated | Fraction | date, language: Language) -> str:
    match value:
        case Quantity():
            return say_quantity(value, language)
        case Dated():
            return say_when(value.span, value.zone, language)
        case Fraction():
            return f"{float(value):.10g}"
    return value.isoformat()
