"""What programs are told where they are not answered, and the page on which they get tokens."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wording.filled import filled, part
from wording.language import Language


class Trouble(StrEnum):
    """Why a program is not given what it asked for."""

    NO_TOKEN = "no_token"  # noqa: S105  the name of a trouble
    SCOPE_LACKING = "scope_lacking"
    READ_ONLY = "read_only"
    NOT_THERE = "not_there"
    OTHER_METHOD = "other_method"
    SAID_A_MOMENT_AGO = "said_a_moment_ago"
    KEY_TAKEN = "key_taken"
    UNREADABLE = "unreadable"
    CHANGED_MEANWHILE = "changed_meanwhile"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    TOO_OFTEN = "too_often"
    UNAVAILABLE = "unavailable"


@part("api", "trouble")
@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleWords:
    """One language.

    Attributes:
        titles: each trouble, whatever it is about.
        echo: what a program may do that said what was recorded a moment ago.
    """

    titles: Mapping[Trouble, str]
    echo: str


@part("api", "tokens")
@dataclass(frozen=True, slots=True, kw_only=True)
class TokenWords:
    """The page on which people make tokens, in one language.

    Attributes:
        scopes: what a token may be good for, by its name in the address.
    """

    title: str
    about: str
    reference: str
    make: str
    name: str
    name_about: str
    scope: str
    scopes: Mapping[str, str]
    ends: str
    ends_about: str
    made: str
    once: str
    mine: str
    number: str
    used: str
    never: str
    ended: str
    take_back: str
    taken_back: str
    none: str


def trouble_words(language: Language) -> TroubleWords:
    """What is told in one language."""
    return filled(TroubleWords, language)
