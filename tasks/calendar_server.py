"""A hospital's own calendar server: reading one calendar, and writing what changed in it.

Each write names the version that it replaces, so that what somebody else wrote meanwhile is
never lost, and each is whole by itself: a push that breaks off is finished by the next one.
No sentence and no log line says more of the server than its host.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import quote, urlsplit

from caldav.calendarobjectresource import Event
from caldav.collection import Calendar
from caldav.davclient import DAVClient
from caldav.lib.error import AuthorizationError, DAVError
from requests.exceptions import RequestException, SSLError, TooManyRedirects

from calendars.feeds.pushed import Changes, Put, There, event_there
from models.errors import DayZeroError
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.settings import EventRefused, ServerFlaw, WrittenMeanwhile

PATIENCE_SECONDS = 30
CALENDAR = "{urn:ietf:params:xml:ns:caldav}calendar"
PRIVILEGE = "{DAV:}privilege"
WRITES = frozenset(f"{{DAV:}}{name}" for name in ("all", "write", "write-content", "bind"))
ABOUT = """<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:"><prop><resourcetype/><current-user-privilege-set/></prop></propfind>"""
FOUND, UNAUTHORIZED, GONE, CONFLICT, CHANGED = 207, 401, 404, 409, 412
TAKEN = frozenset({200, 201, 204})

logging.getLogger("caldav").addHandler(logging.NullHandler())  # it warns of servers' manners


class CalendarServerTrouble(DayZeroError):
    """The calendar server cannot be used as it is set; the push can be repeated as it is."""

    exit_code = 7
    kind = "calendar_server_trouble"

    def __init__(self, host: str, reason: FaultReason) -> None:
        super().__init__(host, reason)
        self.host = host
        self.reason = reason


class ServerCalendar:
    """One calendar of a server, which is there and may be written to."""

    def __init__(self, client: DAVClient, address: str) -> None:
        self._client = client
        self._address = address.rstrip("/") + "/"
        self.host = urlsplit(address).hostname or ""

    def check(self) -> None:
        """Find out whether it is a calendar that we may write to.

        Raises:
            CalendarServerTrouble: if it is not.
        """
        answer = self._client.propfind(self._address, ABOUT, 0)
        if answer.status == GONE:
            raise self.trouble(ServerFlaw.NO_CALENDAR_YET)
        about = answer.tree if answer.status == FOUND else None
        if about is None or next(about.iter(CALENDAR), None) is None:
            raise self.trouble(ServerFlaw.NO_CALENDAR)
        privileges = [each.tag for privilege in about.iter(PRIVILEGE) for each in privilege]
        if privileges and WRITES.isdisjoint(privileges):
            raise self.trouble(ServerFlaw.READ_ONLY)

    def events(self) -> list[There]:
        """Every event of ours that the calendar holds.

        Raises:
            CalendarServerTrouble: if it cannot be read.
        """
        # a client that waits gives a list, whatever its type says
        found = cast("list[Event]", Calendar(self._client, self._address).get_events())
        ours = (event_there(each.data, str(each.url), each.etag or "") for each in found)
        return [event for event in ours if event is not None]

    def apply(self, changes: Changes) -> None:
        """Write what changed; events first, removals after them.

        Raises:
            CalendarServerTrouble: at the first that is not taken, with how many were.
        """
        total, done = len(changes.puts) + len(changes.removals), 0
        for put in changes.puts:
            self._check(self._put(put), TAKEN, done, total)
            done += 1
        for event in changes.removals:
            answer = self._client.delete(event.address, _only_if(event))
            self._check(answer.status, TAKEN | {GONE}, done, total)
            done += 1

    def _put(self, put: Put) -> int:
        there = put.over
        address = there.address if there else f"{self._address}{quote(put.wanted.uid)}.ics"
        condition = _only_if(there) if there else {"If-None-Match": "*"}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        return int(self._client.put(address, put.wanted.octets.decode(), headers).status)

    def _check(self, status: int, good: frozenset[int], done: int, total: int) -> None:
        if status in good:
            return
        if status in {CONFLICT, CHANGED}:
            raise self.trouble(WrittenMeanwhile(done=done, total=total))
        raise self.trouble(EventRefused(status=status, done=done, total=total))

    def trouble(self, reason: FaultReason) -> CalendarServerTrouble:
        """What is wrong, with the host alone."""
        return CalendarServerTrouble(self.host, reason)


@contextmanager
def server_calendar(address: str, user: str, password: str) -> Iterator[ServerCalendar]:
    """A calendar that is there and may be written to, for as long as the block takes.

    Raises:
        CalendarServerTrouble: if there is none, and for whatever fails within the block.
    """
    client = DAVClient(
        address,
        username=user,
        password=password,
        timeout=PATIENCE_SECONDS,
        enable_rfc6764=False,  # the address is asked, never a server that the network suggests
    )
    client.session.max_redirects = 0  # a password goes to the address that it is meant for
    opened = ServerCalendar(client, address)
    try:
        with client:
            opened.check()
            yield opened
    except (DAVError, RequestException, SyntaxError) as error:
        # from None: the library's errors quote addresses
        raise opened.trouble(_reason(error)) from None


def _only_if(there: There) -> Mapping[str, str]:
    return {"If-Match": there.etag} if there.etag else {}


def _reason(error: Any) -> ServerFlaw:
    if isinstance(error, AuthorizationError):
        if error.status == UNAUTHORIZED:
            return ServerFlaw.WRONG_LOGIN
        return ServerFlaw.MAY_NOT_WRITE
    if isinstance(error, TooManyRedirects):
        return ServerFlaw.REDIRECTS
    if isinstance(error, SSLError):
        return ServerFlaw.CERTIFICATE
    if isinstance(error, RequestException):
        return ServerFlaw.UNREACHABLE
    return ServerFlaw.NO_CALENDAR_SERVER
