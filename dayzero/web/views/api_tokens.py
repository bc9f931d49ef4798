"""Tokens of a person as rows of a page; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from dayzero.web.views.when import Clock, When
from models.records.store import CHANGING, ApiScope, ApiToken, PersonLine


@dataclass(frozen=True, slots=True)
class TokenRow:
    """One token.

    Attributes:
        ends: None where it has ended.
        used: None while it never was.
    """

    number: int
    name: str
    scopes: tuple[str, ...]
    used: When | None
    ends: When | None


def token_rows(tokens: Iterable[ApiToken], clock: Clock) -> list[TokenRow]:
    """The tokens, the newest first."""
    return [
        TokenRow(
            one.number,
            one.name,
            tuple(scope.value for scope in ApiScope if scope in one.scopes),
            None if one.last_used_at is None else clock.instant(one.last_used_at),
            None if one.ended(clock.now) else clock.instant(one.expires_at),
        )
        for one in sorted(tokens, key=lambda one: -one.number)
    ]


def offered_scopes(person: PersonLine) -> list[str]:
    """What a token of this person may be good for."""
    return [one.value for one in ApiScope if person.may_write or one not in CHANGING]
