"""What an entry tells, as a calendar says it to whoever may read of treatments."""

from zoneinfo import ZoneInfo

from models.disclosure import Disclosure
from models.protocol import load_protocol
from models.reasons.kept import AsSaidBefore
from models.reasons.path.rules import name_rule
from models.reasons.path.windows import CountedFrom, OpensAfterWashout, OpensByLink
from models.reasons.reason import Reason
from models.schedule import Entry, PublishedEntry
from tests.unit.timeline.plan_builder import first
from wording import Voice, say
from wording.language import Language


def a_voice(language: Language = "en", zone: str = "Asia/Shanghai") -> Voice:
    return Voice(
        language=language,
        zone=ZoneInfo(zone),
        protocol=load_protocol(),
        ceiling=Disclosure.TREATMENT,
    )


def title(entry: Entry, language: Language = "en") -> str:
    return say(entry.title, a_voice(language, entry.zone))


def about(entry: Entry, language: Language = "en") -> str:
    """What stands below the title, without the revision and whose truth it is."""
    voice = a_voice(language, entry.zone)
    return "\n".join(dict.fromkeys(say(line, voice) for line in entry.about))


def place(entry: Entry, language: Language = "en") -> str:
    return "" if entry.place is None else say(entry.place, a_voice(language, entry.zone))


def changed(line: PublishedEntry, language: Language = "en") -> str:
    return "" if line.changed is None else say(line.changed, a_voice(language, line.entry.zone))


def words(text: str) -> AsSaidBefore:
    """Any words, in the one kind of reason that holds some."""
    return AsSaidBefore(texts={"en": text})


def after_a_washout(rule: str, minute: str, *, fact: str = "f3", step: str = "infusion") -> Reason:
    """Why a step is not before a minute, as the timeline gives it."""
    protocol = load_protocol()
    criterion = protocol.criterion_by_rule[rule]
    return OpensAfterWashout(
        step=step,
        minute=first(minute),
        rule=name_rule(rule, protocol),
        fact=fact,
        source=criterion.source,
        site_default=criterion.site_default,
    )


def after_a_step(rule: str, minute: str, since: CountedFrom) -> Reason:
    """The same by a rule of the path, counted from another step."""
    protocol = load_protocol()
    link = protocol.link_by_rule[rule]
    return OpensByLink(
        step=link.step,
        minute=first(minute),
        rule=name_rule(rule, protocol),
        source=link.source,
        site_default=link.site_default,
        counted_from=since,
    )
