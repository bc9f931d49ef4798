"""Calendars ready to be handed out: bytes, tag and moment, kept while nothing changed.

What a calendar is made of is kept too: the events of each subject at one revision in one
variant. So a fact about one subject of a site costs the events of that subject alone, and a
restart costs reading, not writing, as the bytes of events are kept in the database.
"""

import gzip
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from calendars.feeds.feed import Whose, as_written, event_component
from calendars.feeds.subscription import Piece, piece_of, show, zone_of
from calendars.feeds.variants import Variant
from dayzero.web.feeds.prepared import Form, form_of
from dayzero.web.recent import Recent
from models.moments import local_day, to_minute
from models.records.store import (
    ChangeWatch,
    FeedRight,
    Member,
    StoreTrouble,
    Subscription,
    entries_by_subject,
    find_subscription,
    keep_bytes,
    kept_bytes,
    learn_versions,
    subscription_of,
)
from models.schedule import PublishedEntry
from wording.language import Language

KEPT_OCTETS = 128 * 1024 * 1024
KEPT_LINKS = 10_000
STATE_HOLDS_SECONDS = 0.001  # a link that is taken back is not served later than that
NO_SUBJECTS = ()


@dataclass(frozen=True)
class Body:
    """A calendar as it is handed out.

    Attributes:
        last_modified: when the last change of entries, options, membership or, with a
            horizon, of the days that show, made it what it is; whole seconds.
    """

    octets: bytes
    last_modified: datetime

    @cached_property
    def plain(self) -> Form:
        """As it is, under a strong tag."""
        return form_of(self.octets, f'"{self._digest}"', self.last_modified, None)

    @cached_property
    def packed(self) -> Form:
        """Compressed; no clock goes into the gzip header.

        Compressed bytes are other bytes, so their strong tag is another one (RFC 9110, 8.8.3).
        """
        octets = gzip.compress(self.octets, mtime=0)
        return form_of(octets, f'"{self._digest}-gzip"', self.last_modified, "gzip")

    @property
    def etag(self) -> str:
        """The tag of the plain form."""
        return self.plain.etag

    @cached_property
    def etags(self) -> frozenset[str]:
        """The tags of both forms: each stands for the calendar as it is now."""
        return frozenset({f'"{self._digest}"', f'"{self._digest}-gzip"'})

    @cached_property
    def _digest(self) -> str:
        return sha256(self.octets).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one link gets now.

    Attributes:
        body: None where the calendar is not published yet, or its study is switched off.
    """

    subscription: Subscription
    body: Body | None


@dataclass(frozen=True, slots=True)
class _KeptAnswer:
    """An answer that holds while nobody writes, and until a moment."""

    state: int
    until: datetime
    answer: Answer


class Shelf:
    """The calendars of one installation, for one process.

    Attributes:
        base_url: where subjects' pages are; empty where the installation has no address.
        language: of links that do not say which.
    """

    def __init__(self, engine: Engine, *, base_url: str = "", language: Language = "en") -> None:
        self.engine = engine
        self.base_url = base_url
        self.language = language
        self._watch = ChangeWatch(engine)
        self._state, self._state_holds = 0, 0.0
        self._answers: Recent[_KeptAnswer] = Recent(KEPT_LINKS)
        self._parts: Recent[tuple[Piece, ...]] = Recent(KEPT_OCTETS)
        self._bodies: Recent[Body] = Recent(KEPT_OCTETS)
        self._one_at_a_time = threading.Lock()

    def state(self) -> int:
        """The state of the database, to be taken before `look_up`; without waiting.

        Many readers at one moment ask the database once: what is said holds a millisecond.
        """
        moment = time.monotonic()
        if moment >= self._state_holds:
            self._state, self._state_holds = self._watch.state(), moment + STATE_HOLDS_SECONDS
        return self._state

    def at_once(self, token: str, now: datetime, state: int) -> Answer | None:
        """The answer of before, if it is known to hold still; without waiting."""
        kept = self._answers.get(token)
        if kept is None or kept.state != state or now >= kept.until:
            return None
        return kept.answer

    def look_up(self, token: str, now: datetime, state: int) -> Answer | None:
        """The answer as the records have it now; None where there is no such link.

        Raises:
            StoreTrouble: if the records cannot be read.
        """
        subscription = find_subscription(self.engine, token)
        if subscription is None:
            return None
        body, until = self._body(subscription, now)
        answer = Answer(subscription, body)
        self._answers.put(token, _KeptAnswer(state, until, answer), 1)
        return answer

    def size_of(self, right: FeedRight, now: datetime) -> int:
        """How many octets a link's calendar has now; 0 where it has none.

        Raises:
            StoreTrouble: if the records cannot be read.
        """
        body, _ = self._body(subscription_of(self.engine, right), now)
        return 0 if body is None else len(body.octets)

    def _body(self, subscription: Subscription, now: datetime) -> tuple[Body | None, datetime]:
        """The calendar, and until when it is sure to be this one while nobody writes."""
        right = subscription.right
        unpublished = right.scope.kind == "subject" and not subscription.members
        if subscription.switched_off or unpublished or right.ended(now):
            return None, now
        with self._one_at_a_time:  # making bytes takes the whole interpreter anyway
            variant = self._variant(subscription)
            zone = ZoneInfo(zone_of(self._pieces(subscription.members[:1], variant)))
            today = local_day(to_minute(now), zone)
            key = (right.id, subscription.members, subscription.changed_at, today, right.options)
            body = self._bodies.get(key)
            if body is None:
                body = self._made(subscription, variant, today)
                self._bodies.put(key, body, len(body.octets))
        midnight = datetime.combine(today + timedelta(days=1), datetime.min.time(), zone)
        return body, min(filter(None, (midnight, right.expires_at)))

    def _made(self, subscription: Subscription, variant: Variant, today: date) -> Body:
        right = subscription.right
        shown = show(
            Whose(right.scope.kind, right.scope.value),
            self._pieces(subscription.members, variant),
            right.options,
            variant,
            today=today,
            created=to_minute(right.created_at),
        )
        entered = datetime.fromtimestamp(shown.changed * 60, tz=UTC)
        return Body(shown.octets, max(subscription.changed_at, entered))

    def _variant(self, subscription: Subscription) -> Variant:
        right = subscription.right
        language = right.options.language or self.language
        if right.options.detail == "busy":
            return Variant(language, "busy", secret=right.secret)
        options = right.options
        return Variant(language, options.detail, options.discloses, self.base_url)

    def _pieces(self, members: Sequence[Member], variant: Variant) -> list[Piece]:
        """The events of every member, by subject; only those that moved are read."""
        missing = [m for m in members if self._parts.get((m, variant)) is None]
        fresh = self._read(missing, variant) if missing else {}
        pieces: list[Piece] = []
        for member in members:
            pieces += self._parts.get((member, variant)) or fresh.get(member, NO_SUBJECTS)
        return pieces

    def _read(self, members: Sequence[Member], variant: Variant) -> dict[Member, tuple[Piece, ...]]:
        learn_versions(self.engine)
        subjects = [member.subject for member in members]
        keeps = variant.detail != "busy"  # a link's own UIDs are of no use to another
        words = (variant.name, variant.wording)
        kept = kept_bytes(self.engine, subjects, *words) if keeps else {}
        entries = entries_by_subject(self.engine, subjects, kept)
        made: dict[str, bytes] = {}
        parts = {
            member: tuple(
                _piece(line, digest, variant, kept, made)
                for line, digest in entries[member.subject]
            )
            for member in members
        }
        if keeps and made:
            self._keep(variant, made)
        for member, part in parts.items():
            size = sum(len(piece.event.octets) for piece in part)
            self._parts.put((member, variant), part, size)
        return parts

    def _keep(self, variant: Variant, made: dict[str, bytes]) -> None:
        """For the next process; this one has them, whether that works or not."""
        try:
            keep_bytes(self.engine, variant.name, variant.wording, made)
        except StoreTrouble:
            return


def _piece(
    line: PublishedEntry,
    digest: str,
    variant: Variant,
    kept: dict[str, bytes],
    made: dict[str, bytes],
) -> Piece:
    octets = kept.get(digest)
    if octets is None:
        octets = made[digest] = bytes(event_component(line, variant).to_ical())
    return piece_of(line, as_written(line, variant, octets))
