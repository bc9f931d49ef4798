"""Events that the hospital's calendar server did not take, as the page shows them; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from dayzero.web.views.when import Clock, When
from models.records.store import RefusedEvents
from wording.refusals import say_refusal


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One subject's."""

    subject: str
    said: tuple[str, ...]
    since: When
    again: When


def refused_rows(found: Iterable[RefusedEvents], clock: Clock) -> list[RefusedRow]:
    """In their order."""
    return [
        RefusedRow(
            one.subject,
            tuple(
                why if isinstance(why, str) else say_refusal(why, clock.language) for why in one.why
            ),
            clock.instant(one.since),
            clock.instant(one.try_again_at),
        )
        for one in found
    ]
