"""What one kind of reader is told of an entry: in which language, in how much detail."""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote

from calendars.entries.changes import say_moment
from calendars.feeds.outside_texts import (
    description_outside,
    key_outside,
    names_no_rule,
    step_outside,
    summary_outside,
    when_outside,
)
from models.disclosure import Disclosure
from models.schedule import Entry, EntryKind, PublishedEntry
from models.subscriptions import Detail
from wording.calendars import Wording, feed_words
from wording.language import Language

FORM = 3  # rises when the same entry would be written in other bytes: kept ones are then not used
BOTH = ("zh", "en")
SUBJECT_PAGE = "subjects"
WITH_DIGEST = ("washout.", "evidence.")  # keys that hold a fact's id, which is the site's own text


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of writing an entry; two readers of the same variant get the same bytes.

    Attributes:
        language: one of ours, or `both`.
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
    def wordings(self) -> tuple[Wording, ...]:
        """The languages in the order in which they stand."""
        asked = BOTH if self.language == "both" else (self.language,)
        return tuple(feed_words(language) for language in asked)


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


def summary_in(entry: Entry, variant: Variant) -> str:
    """The title; in both languages the subject's number stands once."""
    if variant.detail == "busy":
        return " / ".join(says.busy for says in variant.wordings)
    if variant.detail == "code":
        return f"{entry.subject} {_code(entry)}"
    say = summary_outside if variant.outside else _summary
    first, *others = (say(entry, says) for says in variant.wordings)
    return " / ".join((first, *(text.removeprefix(f"{entry.subject} ") for text in others)))


def description_in(line: PublishedEntry, variant: Variant) -> str:
    """What stands below the title: window, reasons, the revision, and whose truth it is."""
    if variant.detail == "busy":
        return ""
    return "\n\n".join(_description(line, variant, says) for says in variant.wordings)


def when_in(entry: Entry, variant: Variant) -> Entry:
    """The entry at the time under which this reader sees it."""
    return when_outside(entry) if variant.outside else entry


def location_in(entry: Entry, variant: Variant) -> str:
    """The place, each of its names once; only in full detail."""
    if variant.detail != "full":
        return ""
    names = (_either(entry.location, entry.location_zh, says) for says in variant.wordings)
    return " / ".join(dict.fromkeys(filter(None, names)))


def categories_in(entry: Entry, variant: Variant) -> list[str]:
    """By what a reader may colour or filter."""
    if variant.detail == "busy":
        return []
    return ["Day Zero", *(says.categories[entry.kind] for says in variant.wordings)]


def url_in(entry: Entry, variant: Variant) -> str:
    """The subject's page, behind login; empty where the installation has no address."""
    if variant.detail == "busy" or not variant.base_url:
        return ""
    return f"{variant.base_url}/{SUBJECT_PAGE}/{quote(entry.subject, safe='')}"


def _code(entry: Entry) -> str:
    """The step as the protocol names it; what comes with a step is named by its kind."""
    with_step = {EntryKind.WASHOUT, EntryKind.EVIDENCE, EntryKind.WINDOW}
    if entry.kind in with_step:
        return f"{_step_code(entry)} {entry.kind.value}"
    return _step_code(entry) or entry.kind.value


def _step_code(entry: Entry) -> str:
    """`apheresis`, and `apheresis.2` for the second time, as its key names it."""
    name, step = key_outside(entry).removesuffix(".window"), step_outside(entry)
    return name if name.startswith(f"{step}.") else step


def _summary(entry: Entry, says: Wording) -> str:
    return _either(entry.summary, entry.summary_zh, says)


def _description(line: PublishedEntry, variant: Variant, says: Wording) -> str:
    entry = line.entry
    if variant.detail == "code":
        return f"{_revision(line, says, '')}\n{says.truth}"
    changed = _either(line.changed, line.changed_zh, says)
    if variant.outside:
        body = description_outside(entry, says)
        changed = changed if names_no_rule(entry) else ""
    else:
        body = _either(entry.description, entry.description_zh, says)
    return "\n".join(filter(None, (body, _revision(line, says, changed), says.truth)))


def _revision(line: PublishedEntry, says: Wording, changed: str) -> str:
    moment = say_moment(line.revised, line.entry.zone, says)
    if not line.changed:
        return says.first_revision.format(moment=moment)
    said = says.revision.format(number=line.sequence, moment=moment, changed=changed)
    return said.rstrip(" :：")


def _either(english: str, chinese: str, says: Wording) -> str:
    """Chinese where it is there; entries of before there were two languages have one text."""
    return (chinese or english) if says.language == "zh" else english
