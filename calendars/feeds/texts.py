"""The texts of an event: what an entry tells, said in the languages of one kind of reader."""

from urllib.parse import quote

from calendars.entries.waiting import waits_for
from calendars.feeds.outside_names import key_outside, step_outside
from calendars.feeds.told import head_of, told, told_change
from calendars.feeds.variants import SUBJECT_PAGE, Variant
from models.schedule import Entry, EntryKind, PublishedEntry
from wording import Voice, say
from wording.calendars import feed_words
from wording.calendars.changes import say_moment
from wording.calendars.short_titles import BAND, WAITS, mark_of, short_title


def summary_in(entry: Entry, variant: Variant) -> str:
    """The title: what it is of in each language, then once its state as a mark, and the subject."""
    if variant.detail == "busy":
        return " / ".join(says.busy for says in variant.wordings)
    if variant.detail == "code":
        return f"{_code(entry)} {entry.subject}"
    title = head_of(entry)
    voices = variant.voices(entry)
    said = " / ".join(dict.fromkeys(short_title(title, voice) for voice in voices))
    mark = WAITS if waits_for(entry) else mark_of(title)
    return " ".join(filter(None, (said, mark, entry.subject)))


def description_in(line: PublishedEntry, variant: Variant) -> str:
    """What stands below the title: window, reasons, the revision, and whose truth it is."""
    if variant.detail == "busy":
        return ""
    voices = variant.voices(line.entry)
    return "\n\n".join(_description(line, variant, voice) for voice in voices)


def location_in(entry: Entry, variant: Variant) -> str:
    """The place, each of its names once; only in full detail."""
    if variant.detail != "full" or entry.place is None:
        return ""
    names = (say(entry.place, voice) for voice in variant.voices(entry))
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
    if entry.kind is EntryKind.WINDOW:
        return f"{_step_code(entry)}{BAND}"
    if entry.kind in {EntryKind.WASHOUT, EntryKind.EVIDENCE}:
        return f"{_step_code(entry)} {entry.kind.value}"
    return _step_code(entry) or entry.kind.value


def _step_code(entry: Entry) -> str:
    """`apheresis`, and `apheresis.2` for the second time, as its key names it."""
    name, step = key_outside(entry).removesuffix(".window"), step_outside(entry)
    return name if name.startswith(f"{step}.") else step


def _description(line: PublishedEntry, variant: Variant, voice: Voice) -> str:
    codes = variant.detail == "code"
    said = () if codes else told(line.entry, outside=variant.outside)
    lines = dict.fromkeys(say(one, voice) for one in said)
    revision = _revision(line, voice, "" if codes else _changed(line, variant, voice))
    return "\n".join(filter(None, (*lines, revision, feed_words(voice.language).truth)))


def _changed(line: PublishedEntry, variant: Variant, voice: Voice) -> str:
    changed = told_change(line, outside=variant.outside)
    return "" if changed is None else say(changed, voice)


def _revision(line: PublishedEntry, voice: Voice, changed: str) -> str:
    says = feed_words(voice.language)
    moment = say_moment(line.revised, line.entry.zone, says)
    if line.changed is None:
        return says.first_revision.format(moment=moment)
    if not changed:
        return says.revision_alone.format(number=line.sequence, moment=moment)
    return says.revision.format(number=line.sequence, moment=moment, changed=changed)
