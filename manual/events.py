"""The reference of events: what automations of Prefect can wait for."""

from collections.abc import Iterator, Mapping

from manual.markdown import code, page, table
from models.timeline.path_word import WORD_OF_ALERT, Word
from models.timeline.values import AlertKind
from tasks.passes.events import ALERT_CLOSED, NOTICE, ON_TRACK, PREFIX, SCHEDULE_MOVED

OPENING = (
    "What changes for a subject is an event of Prefect. Its resource is the subject"
    " (`dayzero.subject.CN10-001`), related to it is the site (`dayzero.site.CN10`). Events name"
    " steps and dates, never a rule nor what a fact says. Alerts to people do not depend on them."
)
PAYLOAD = (
    "The payload of an alert has `subject`, `site`, `kind`, `severity`, `step`, `deadline` (an"
    " instant on the site's clock, or null) and `message`, one sentence. That of"
    " `schedule_moved` has the number of `entries`."
)
NOT_OF_AN_ALERT: Mapping[str, str] = {
    NOTICE: "an alert opened that asks for nothing",
    ALERT_CLOSED: "an alert closed",
    ON_TRACK: "the last alert that asked for something closed",
    SCHEDULE_MOVED: "entries of the calendar changed",
}


def events_page() -> str:
    """Each event, when it is told, and by alerts of which kinds."""
    rows = ((code(name), when) for name, when in (*_of_alerts(), *NOT_OF_AN_ALERT.items()))
    listed = table(("event", "when"), rows)
    return page("Events", "`tasks/passes/events.py`", OPENING, listed, PAYLOAD)


def _of_alerts() -> Iterator[tuple[str, str]]:
    """Each word that an alert can make of its subject, with the kinds that do.

    At risk is what a kind becomes that is critical before a near step, beside its own word.
    """
    for word in dict.fromkeys((*WORD_OF_ALERT.values(), Word.AT_RISK)):
        if word is not Word.ON_TRACK:
            yield f"{PREFIX}.{word.lower().replace(' ', '_')}", _when(word)


def _when(word: Word) -> str:
    kinds: list[AlertKind] = [kind for kind, its in WORD_OF_ALERT.items() if its is word]
    if not kinds:
        return "something that is missing shortly before a step became critical"
    return f"an alert opened of the kind {' or '.join(code(kind.value) for kind in kinds)}"
