"""What keeps a gate shut, in the few words of a first line. Pure."""

from dataclasses import dataclass
from datetime import datetime

from models.alerting.disclosed import rule_discloses
from models.alerting.standing import StandingAlert
from models.disclosure import Disclosure
from models.protocol import Protocol
from models.timeline.results import Missing
from wording.catalogue import catalogue
from wording.deadlines import say_moment
from wording.language import Language
from wording.messages.titles import rule_title, step_title


@dataclass(frozen=True, slots=True)
class Lacking:
    """What keeps one gate shut.

    Attributes:
        named: those that may be named, each once.
        count: all of them.
    """

    named: tuple[str, ...]
    count: int


def missing_of(
    standing: StandingAlert,
    protocol: Protocol,
    language: Language,
    now: datetime,
    ceiling: Disclosure,
) -> Lacking:
    """A step, or a rule with its title, with the days that count; no drug's name."""
    items = standing.alert.missing
    said = {
        _with_its_days(item, what, standing, language, now): None
        for item in items
        if (what := _said(item, protocol, language, ceiling))
    }
    unnamed = {
        (item.rule, item.step) for item in items if not _said(item, protocol, language, ceiling)
    }
    return Lacking(tuple(said), len(said) + len(unnamed))


def _said(item: Missing, protocol: Protocol, language: Language, ceiling: Disclosure) -> str:
    """Empty for what may not be named; a test only while it can still be taken.

    A test that is there and forbids the step would else be told apart from one that is due.
    """
    if item.rule is None:
        return step_title(item.step, protocol, language, ceiling)
    told = max(rule_discloses(item.rule, protocol), Disclosure.TREATMENT)
    if told <= ceiling:
        return rule_title(item.rule, protocol, language) or item.rule
    test = _test_for(item.rule, protocol) if item.opens is not None else None
    return step_title(test, protocol, language, ceiling)


def _test_for(rule: str, protocol: Protocol) -> str | None:
    """The step that collects what a rule asks for, where the path has one."""
    return next((step.id for step in protocol.step if step.evidence == rule), None)


def _with_its_days(
    item: Missing, what: str, standing: StandingAlert, language: Language, now: datetime
) -> str:
    """A test that is done too soon would not count either."""
    if item.opens is None or item.deadline is None:
        return what
    opens, closes = (
        say_moment(at, standing.zone, language, now) for at in (item.opens, item.deadline)
    )
    return catalogue(language, "messages")("missing.between", what=what, opens=opens, closes=closes)
