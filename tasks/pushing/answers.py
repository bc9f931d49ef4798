"""What a calendar server's answer to one write means, in words that are safe to repeat."""

import http.client
import math
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from caldav.lib.error import AuthorizationError, RateLimitError
from caldav.response import DAVResponse

from models.reasons.refusals.refusal import shown
from models.reasons.refusals.settings import EventNotTaken, EventRefused, EventWrittenMeanwhile

DAV_ERROR: Final = "{DAV:}error"
CONFLICT: Final = frozenset({HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED})
BUSY: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
WAIT_SECONDS: Final = 60  # where a server that is busy does not say how long
LONGEST_WAIT_SECONDS: Final = 86_400
SAID_LETTERS: Final = 80


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of writing changes.

    Attributes:
        done: how many were taken.
        refused: why each of the others was not.
    """

    done: int
    refused: tuple[EventNotTaken, ...]

    @property
    def overtaken(self) -> bool:
        """Whether the calendar was another than was read: reading it anew may help."""
        return any(isinstance(one, EventWrittenMeanwhile) for one in self.refused)


def refusal(uid: str, answer: DAVResponse) -> EventNotTaken:
    """Why an event was not taken, by the answer."""
    if answer.status in CONFLICT:
        return EventWrittenMeanwhile(uid=uid)
    return EventRefused(uid=uid, status=answer.status, said=_said(answer))


def forbidden(uid: str, error: AuthorizationError) -> EventRefused:
    """The same where the library made an error of the answer."""
    status = error.status or HTTPStatus.FORBIDDEN
    return EventRefused(uid=uid, status=status, said=_phrase(status))


def seconds_to_wait(error: RateLimitError) -> int:
    """How long the server asks to be left alone; a day at most, a minute where it does not say."""
    told = error.retry_after_seconds
    return min(max(1, math.ceil(WAIT_SECONDS if told is None else told)), LONGEST_WAIT_SECONDS)


def _said(answer: DAVResponse) -> str:
    """The condition that was not met, or the first line of plain text; else what the status says.

    Nothing else of a body is repeated: a page of a proxy says nothing about the event.
    """
    kind = str(answer.headers.get("Content-Type", ""))
    names = list(_conditions(answer.tree))
    if names:
        return shown(", ".join(names), SAID_LETTERS)
    first = str(answer.raw).strip().partition("\n")[0].strip()
    return (
        shown(first, SAID_LETTERS)
        if kind.startswith("text/plain") and first
        else _phrase(answer.status)
    )


def _conditions(tree: Any) -> Iterator[str]:
    """RFC 4918, 16: the elements below DAV:error name what was not met."""
    if tree is not None and tree.tag == DAV_ERROR:
        yield from (str(each.tag).rpartition("}")[2] for each in tree)


def _phrase(status: int) -> str:
    return http.client.responses.get(status, "")
