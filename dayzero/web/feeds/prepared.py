"""Answers whose heads are written once: a calendar is asked for far oftener than it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from dayzero.web.answer_headers import ALWAYS

MEDIA_TYPE = "text/calendar; charset=utf-8"
FRESH = "private, max-age=300, must-revalidate"

Head = tuple[tuple[bytes, bytes], ...]


class Prepared(Response):
    """An answer as it stands: its head is not put together anew, as Starlette's is."""

    def __init__(self, status_code: int, head: Head, body: bytes = b"") -> None:
        self.status_code = status_code
        self.raw_headers = list(head)
        self.body = body
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002  as every ASGI application
        start = {"type": "http.response.start", "status": self.status_code}
        await send({**start, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": self.body})
        if self.background is not None:
            await self.background()


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a calendar, plain or packed, with its own tag and both its heads."""

    octets: bytes
    etag: str
    head: Head
    head_unchanged: Head

    def whole(self) -> Prepared:
        """All of it."""
        return Prepared(200, self.head, self.octets)

    def unchanged(self) -> Prepared:
        """That the reader has it already."""
        return Prepared(304, self.head_unchanged)


def form_of(octets: bytes, etag: str, last_modified: datetime, encoding: str | None) -> Form:
    """A form with its heads; `encoding` is None where it is plain."""
    known = {"ETag": etag, "Cache-Control": FRESH, "Vary": "Accept-Encoding", **ALWAYS}
    packed = {"Content-Encoding": encoding} if encoding else {}
    whole = {
        **known,
        "Last-Modified": format_datetime(last_modified, usegmt=True),
        **packed,
        "Content-Length": str(len(octets)),
        "Content-Type": MEDIA_TYPE,
    }
    return Form(octets, etag, _head(whole), _head(known))


def _head(headers: Mapping[str, str]) -> Head:
    return tuple((name.lower().encode(), value.encode()) for name, value in headers.items())
