"""What one kind of reader is told of an entry: in which language, in how much detail."""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote
from zoneinfo import ZoneInfo

from calendars.feeds.outside import when_outside
from calendars.feeds.outside_names import key_outside
from models.disclosure import Disclosure
from models.schedule import Entry
from models.subscriptions import BOTH_LANGUAGES, Detail
from models.versions.known import known_protocol
from wording import Voice
from wording.calendars import Wording, feed_words
from wording.dates.forms import IN_FULL
from wording.language import Language, digest_of

FORM = 5  # rises when the same entry would be written in other bytes: kept ones are then not used
BOTH = ("zh", "en")
SUBJECT_PAGE = "subjects"
WITH_DIGEST = ("washout.", "evidence.")  # keys that hold a fact's id, which is the site's own text


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of writing an entry; two readers of the same variant get the same bytes.

    Attributes:
        language: any that has catalogues, or `both` for Chinese and English.
        ceiling: what texts may reveal of the subject; only `full` can tell of treatments.
        base_url: where the subject's page is, behind login; empty where nowhere is set.
        secret: of the link, for `busy` alone: there the UIDs name neither subject nor step.
    """

    language: Language = "en"
    detail: Detail = "full"
    ceiling: Disclosure = Disclosure.NOTHING
    base_url: str = ""
    secret: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """Under which the bytes are kept."""
        page = sha256(self.base_url.encode()).hexdigest()[:8] if self.base_url else ""
        detail = self.detail if self.outside else f"{self.detail}+treatment"
        return f"{FORM}.{self.language}.{detail}.{page}"

    @property
    def outside(self) -> bool:
        """Whether nothing may be told of a subject but steps, states and days."""
        return self.detail != "full" or self.ceiling < Disclosure.TREATMENT

    @property
    def wording(self) -> str:
        """Names the words themselves: other catalogues or titles make other bytes of an entry."""
        words = "".join((*map(digest_of, self.languages), known_protocol().hash))
        return sha256(words.encode()).hexdigest()[:16]

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages in the order in which they stand."""
        return BOTH if self.language == BOTH_LANGUAGES else (self.language,)

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """What each of its languages has words for."""
        return tuple(map(feed_words, self.languages))

    def voices(self, entry: Entry) -> tuple[Voice, ...]:
        """How its readers are spoken to of an entry: on its clock, by the words of its trial."""
        ceiling = Disclosure.NOTHING if self.outside else self.ceiling
        protocol, zone = known_protocol(entry.trial), ZoneInfo(entry.zone)
        return tuple(
            Voice(language=language, zone=zone, protocol=protocol, ceiling=ceiling, dates=IN_FULL)
            for language in self.languages
        )


def uid_of(entry: Entry) -> str:
    """The same in every scope for the life of a step: `CN01-007.infusion@dayzero`.

    A washout or a test is named by the digest of its key: a fact's id is the site's own
    text, and may hold a hospital number.
    """
    return _uid(entry, entry.key)


def _uid(entry: Entry, key: str) -> str:
    if key.startswith(WITH_DIGEST):
        kind = key.partition(".")[0]
        key = f"{kind}.{sha256(key.encode()).hexdigest()[:16]}"
    return quote(f"{entry.subject}.{key}", safe="") + "@dayzero"


def uid_in(entry: Entry, variant: Variant) -> str:
    """The UID of an entry; where only busy time is told, one that nobody else can guess.

    A pregnancy test is named as a test in every calendar that may not tell more.
    """
    if variant.detail != "busy":
        return _uid(entry, key_outside(entry)) if variant.outside else uid_of(entry)
    uid = uid_of(entry)
    return f"{hmac.digest(variant.secret.encode(), uid.encode(), 'sha256').hex()[:32]}@dayzero"


def when_in(entry: Entry, variant: Variant) -> Entry:
    """The entry at the time under which this reader sees it."""
    return when_outside(entry) if variant.outside else entry
