"""What keeps a gate shut, in the few words of a first line. Pure."""

from datetime import datetime

from models.alerting.date_words import Language, say_moment
from models.alerting.standing import StandingAlert
from models.alerting.titles import rule_title, step_title
from models.protocol import Protocol
from models.timeline.results import Missing

BETWEEN = {"en": "{what} from {opens} to {closes}", "zh": "{opens}至{closes}的{what}"}


def missing_of(
    standing: StandingAlert, protocol: Protocol, language: Language, now: datetime
) -> tuple[str, ...]:
    """Each once: a step, or a rule with its title, with the days that count; no drug's name."""
    said = (
        _with_its_days(item, _said(item, protocol, language), standing, language, now)
        for item in standing.alert.missing
    )
    return tuple(dict.fromkeys(said))


def _said(item: Missing, protocol: Protocol, language: Language) -> str:
    titled = rule_title(item.rule, protocol, language)
    return titled or item.rule or step_title(item.step, protocol, language)


def _with_its_days(
    item: Missing, what: str, standing: StandingAlert, language: Language, now: datetime
) -> str:
    """A test that is done too soon would not count either."""
    if item.opens is None or item.deadline is None:
        return what
    opens, closes = (
        say_moment(at, standing.zone, language, now) for at in (item.opens, item.deadline)
    )
    return BETWEEN[language].format(what=what, opens=opens, closes=closes)
