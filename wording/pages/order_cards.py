"""What a doctor reads who is about to sign an order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.timeline.values import StepState
from wording.filled import From, filled, part
from wording.language import Language


@part("order_cards", "card")
@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """One language; every text names its own blanks.

    Attributes:
        moves: where an order breaks nothing and moves dates.
        unread: an order that no chart can hold.
        earliest: the first minute at which Day 0 is clear of every washout.
        moved: a step that stands otherwise than before.
        at: a state with its time; `opens` with the first day.
        link: to the subject's page.
        title, description: of the service, for who sets it up.
    """

    language: Language
    moves: str
    unread: str
    earliest: str
    moved: str
    at: str
    opens: str
    none: str
    link: str
    title: str
    description: str
    states: Annotated[Mapping[StepState, str], From("feeds", "calendar.states")]


def card_words(language: Language) -> CardWords:
    """The words of cards in one language."""
    return filled(CardWords, language)
