"""A hospital's own calendar server: reading one calendar, and writing what changed in it.

Each write names the version that it replaces, so that what somebody else wrote meanwhile is
never lost, and each is whole by itself: a push that breaks off is finished by the next one.
No sentence and no log line says more of the server than its host.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote, urlsplit

from caldav.davclient import DAVClient
from caldav.lib.error import AuthorizationError, DAVError, RateLimitError
from caldav.response import DAVResponse
from requests.exceptions import RequestException, SSLError, TooManyRedirects

from calendars.feeds.pushed import Changes, Put, There, Wanted, says
from models.errors import DayZeroError
from models.reasons.refusals.refusal import FaultReason
from models.reasons.refusals.settings import (
    EventNotHeld,
    EventNotTaken,
    EventRefused,
    ServerBusy,
    ServerFlaw,
)
from tasks.pushing.answers import (
    BUSY,
    WAIT_SECONDS,
    Applied,
    forbidden,
    refusal,
    seconds_to_wait,
)
from tasks.pushing.locked import once_unlocked
from tasks.pushing.reports import ALL_EVENTS, events_at, events_told

PATIENCE_SECONDS = 30
WRITES_IN_A_ROW = 4  # of computed dates, before somebody else may be asked about
SERVER_ERRORS = (DAVError, RequestException, SyntaxError)
"""What the library makes of a server that cannot be used; `server_calendar` says it plainly."""

CALENDAR = "{urn:ietf:params:xml:ns:caldav}calendar"
PRIVILEGE = "{DAV:}privilege"
WRITES = frozenset(f"{{DAV:}}{name}" for name in ("all", "write", "write-content", "bind"))
ABOUT = """<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:"><prop><resourcetype/><current-user-privilege-set/></prop></propfind>"""
ANSWERS = "{DAV:}multistatus"
OK, FOUND, UNAUTHORIZED, FORBIDDEN, GONE = 200, 207, 401, 403, 404
TAKEN = frozenset({201, 204})

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
        return self._asked(ALL_EVENTS, depth=1)

    def events_of(self, uids: Iterable[str]) -> list[There]:
        """Those of some events that stand where we put them; cheap, however many others there are.

        Raises:
            CalendarServerTrouble: if they cannot be read.
        """
        paths = [urlsplit(self._place_of(uid)).path for uid in sorted(uids)]
        return self._asked(events_at(paths)) if paths else []

    def _asked(self, question: str, depth: int | None = None) -> list[There]:
        answer = self._client.report(self._address, question, depth)
        if answer.status != FOUND or answer.tree is None or answer.tree.tag != ANSWERS:
            raise self.trouble(ServerFlaw.NO_CALENDAR_SERVER)
        return list(events_told(answer.tree, self._address))

    def apply(self, changes: Changes, between: Callable[[], None] = lambda: None) -> Applied:
        """Write what changed, events first, removals after them; one refused keeps none back.

        An answer of 200 is believed once the calendar is found to hold what was written: a
        proxy that wants a sign-in answers everything so.

        Args:
            between: done between the writes of computed dates, for what must not wait for all.

        Raises:
            CalendarServerTrouble: if the server as a whole does not answer, or asks to wait.
        """
        total = len(changes.puts) + len(changes.removals)
        tried = list(self._put_each(changes.puts, between))
        tried += [self._remove(event) for event in changes.removals]
        refused = tuple(why for why in tried if why is not None)
        forbids = [isinstance(why, EventRefused) and why.status == FORBIDDEN for why in refused]
        if total and len(refused) == total and all(forbids):
            raise self.trouble(ServerFlaw.MAY_NOT_WRITE)
        return Applied(total - len(refused), refused)

    def _put_each(
        self, puts: Iterable[Put], between: Callable[[], None]
    ) -> Iterator[EventNotTaken | None]:
        for number, put in enumerate(puts, 1):
            yield self._put(put)
            if number % WRITES_IN_A_ROW == 0 and not put.wanted.firm:
                between()

    def _put(self, put: Put) -> EventNotTaken | None:
        there, uid = put.over, put.wanted.uid
        address = there.address if there else self._place_of(uid)
        condition = _only_if(there) if there else {"If-None-Match": "*"}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
        try:
            answer = once_unlocked(lambda: self._client.put(address, put.octets.decode(), headers))
        except AuthorizationError as error:
            return self._forbidden(uid, error)
        if answer.status in TAKEN:
            return None
        if answer.status == OK:
            return None if self._holds(address, put.wanted) else EventNotHeld(uid=uid)
        return self._refusal(uid, answer)

    def _remove(self, event: There) -> EventNotTaken | None:
        try:
            answer = once_unlocked(lambda: self._client.delete(event.address, _only_if(event)))
        except AuthorizationError as error:
            return self._forbidden(event.uid, error)
        if answer.status in TAKEN | {GONE}:
            return None
        if answer.status == OK:
            there = self._client.request(event.address).status
            return None if there == GONE else EventNotHeld(uid=event.uid)
        return self._refusal(event.uid, answer)

    def _holds(self, address: str, wanted: Wanted) -> bool:
        path = urlsplit(address).path
        return any(says(there, wanted) for there in self._asked(events_at([path])))

    def _forbidden(self, uid: str, error: AuthorizationError) -> EventNotTaken:
        if error.status != FORBIDDEN:
            raise error
        return forbidden(uid, error)

    def _refusal(self, uid: str, answer: DAVResponse) -> EventNotTaken:
        if answer.status in BUSY:  # one that says how long is an error of the library's
            raise self.trouble(ServerBusy(seconds=WAIT_SECONDS))
        return refusal(uid, answer)

    def _place_of(self, uid: str) -> str:
        return f"{self._address}{quote(uid)}.ics"

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
    except SERVER_ERRORS as error:
        # from None: the library's errors quote addresses
        raise opened.trouble(_reason(error)) from None


def _only_if(there: There) -> Mapping[str, str]:
    return {"If-Match": there.etag} if there.etag else {}


def _reason(error: Any) -> FaultReason:
    if isinstance(error, RateLimitError):
        return ServerBusy(seconds=seconds_to_wait(error))
    if isinstance(error, AuthorizationError):
        return ServerFlaw.WRONG_LOGIN if error.status == UNAUTHORIZED else ServerFlaw.MAY_NOT_WRITE
    if isinstance(error, RequestException):
        return _unreached(error)
    return ServerFlaw.NO_CALENDAR_SERVER


def _unreached(error: RequestException) -> ServerFlaw:
    if isinstance(error, TooManyRedirects):
        return ServerFlaw.REDIRECTS
    return ServerFlaw.CERTIFICATE if isinstance(error, SSLError) else ServerFlaw.UNREACHABLE
