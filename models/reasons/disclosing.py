"""What a reason reveals, with all that it embeds."""

from collections.abc import Iterator

from models.disclosure import Disclosure
from models.reasons.facts import facts_by_name
from models.reasons.reason import Reason


def disclosure_of(reason: Reason) -> Disclosure:
    """The most that a reason, or any reason inside it, reveals."""
    return max((reason.discloses, *map(disclosure_of, inside(reason))))


def inside(reason: Reason) -> Iterator[Reason]:
    """The reasons that a reason embeds directly."""
    for value in facts_by_name(reason).values():
        yield from (one for one in _several(value) if isinstance(one, Reason))


def _several(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
