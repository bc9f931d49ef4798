"""The list of subjects: who needs attention and why, the most urgent first; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dayzero.web.views.alerts import NEVER, AlertCard, alert_cards
from dayzero.web.views.day_zero import Margin, margin_of
from dayzero.web.views.when import Clock, When
from models.disclosure import INSIDE
from models.errors import InputRefused
from models.protocol import Protocol
from models.records.store import OpenAlert
from models.timeline.path_word import Word
from models.timeline.results import Plan, StepOutcome
from pictures.colours import COLOUR, Colour
from pictures.path import next_step, path_of
from pictures.path_sentences import OVER
from wording.language import Language
from wording.refusals import say_refusal
from wording.saying import say_if_any

NO_ALERT = 9
CLOSED_LAST = frozenset({Word.CLOSED, Word.DONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """One subject.

    Attributes:
        alert: the most urgent one, that nobody has answered if there is one.
        more: how many others are open.
        following: what comes next, and when, where nothing needs action.
        refused: why the chart cannot be planned; empty where it can.
        order: sorts by what waits for somebody, severity, deadline, then safety margin.
    """

    subject: str
    site: str
    word: Word | None
    said: str
    colour: Colour
    alert: AlertCard | None
    more: int
    following: str
    following_when: When | None
    day_zero: When | None
    suggested: bool
    closed: str
    margin: Margin | None
    refused: str
    order: tuple[object, ...]

    @property
    def waits(self) -> bool:
        """Whether somebody must do something."""
        return bool(self.refused) or (
            self.alert is not None and self.word is not None and self.word not in CALM
        )


CALM = frozenset({Word.ON_TRACK, Word.CLOSED, Word.DONE})


def subject_row(
    plan: Plan, protocol: Protocol, opened: Iterable[OpenAlert], clock: Clock
) -> SubjectRow:
    """One line of the list."""
    path = path_of(plan, protocol, ceiling=INSIDE)
    cards = alert_cards(plan, opened, protocol, clock)
    first = cards[0] if cards else None
    following = None if plan.ended is not None else next_step(plan, protocol)
    infusion = plan.step(protocol.day_zero)
    margin = margin_of(plan, protocol, clock) if infusion.state not in OVER else None
    return SubjectRow(
        subject=plan.subject,
        site=plan.site,
        word=path.word,
        said=clock.words.path.words[path.word],
        colour=COLOUR[path.word],
        alert=first,
        more=max(len(cards) - 1, 0),
        following=clock.words.path.title(following) if following else "",
        following_when=_when(following, clock),
        day_zero=_when(infusion, clock),
        suggested=infusion.at is None,
        closed=say_if_any(plan.ended, clock.voice),
        margin=margin,
        refused="",
        order=_order(plan.subject, path.word, first, margin, following),
    )


def refused_row(subject: str, site: str, refused: InputRefused, language: Language) -> SubjectRow:
    """A subject whose chart the protocol no longer reads: first of all, as nothing is watched."""
    return SubjectRow(
        subject=subject,
        site=site,
        word=None,
        said="",
        colour=Colour.RED,
        alert=None,
        more=0,
        following="",
        following_when=None,
        day_zero=None,
        suggested=False,
        closed="",
        margin=None,
        refused=say_refusal(refused, language),
        order=(-1, False, False, 0, 0.0, 0.0, 0.0, subject),
    )


def chosen(rows: Sequence[SubjectRow], *, site: str, state: str) -> list[SubjectRow]:
    """The rows of one site and one state, where these are asked for, in order."""
    kept = [
        row
        for row in rows
        if site in {"", row.site} and state in {"", row.word.name.lower() if row.word else ""}
    ]
    return sorted(kept, key=lambda row: row.order)


def _order(
    subject: str,
    word: Word,
    alert: AlertCard | None,
    margin: Margin | None,
    following: StepOutcome | None,
) -> tuple[object, ...]:
    known, answered, severity, deadline = alert.order if alert else (True, True, NO_ALERT, NEVER)
    return (
        0 if alert else 2 if word in CLOSED_LAST else 1,
        known,
        answered,
        severity,
        deadline,
        NEVER if margin is None or margin.minutes is None else margin.minutes,
        _starts(following),
        subject,
    )


def _starts(outcome: StepOutcome | None) -> float:
    if outcome is None:
        return NEVER
    minute = outcome.at.earliest if outcome.at else outcome.proposed
    return NEVER if minute is None else minute


def _when(outcome: StepOutcome | None, clock: Clock) -> When | None:
    if outcome is None:
        return None
    if outcome.at is not None:
        return clock.span(outcome.at)
    return None if outcome.proposed is None else clock.moment(outcome.proposed)
