"""What a washout verdict says: when the exposure ended, what is asked, when it is safe."""

from zoneinfo import ZoneInfo

from models.chart.facts import EventFact, FindingFact, RadiotherapyFact
from models.moments import ALWAYS, NEVER, Span
from models.protocol import Protocol
from models.protocol.criteria import Washout
from models.reasons.verdicts.exposures import Note
from models.said import Said
from models.timeline.condition_sentences import THERE
from models.timeline.exposure_sentences import note_said
from models.timeline.exposures.clearings import Clearing
from models.timeline.fact_names import name_of
from models.timeline.questions import question_said
from models.timeline.values import VerdictValue
from models.timeline.words import cite, in_words, say_gap, say_length, say_minute, say_when


def judged_sentence(
    clearing: Clearing,
    value: VerdictValue,
    judged: Span | None,
    question: Said | None,
    *,
    protocol: Protocol,
    zone: ZoneInfo,
    is_done: bool,
) -> str:
    """One verdict in words, with the rule and its source; of a step that is done in the past."""
    washout = clearing.washout
    step = protocol.step_by_id[washout.anchor].title
    on = f"{step} on {say_when(judged, zone)}" if judged else f"{step} has no date yet"
    asks = f"{washout.rule} asks for {say_gap(washout)} ({cite(washout)})"
    since = _since(clearing, zone)
    safe = _safe_from(clearing, protocol, zone, asked=question is not None)
    note, was = note_of(clearing.exposure.note), "was" if is_done else "is"
    if value is VerdictValue.MET and judged is not None:
        return f"{since}; {on} {was} {_clear(clearing.joint.margin(judged))}; {asks}.{note}"
    if value is VerdictValue.VIOLATION:
        return f"{since}; {on} {was} too early: {asks}. {safe}{note}"
    if value is VerdictValue.INDETERMINATE and question is not None:
        ask = question.en.rstrip(".")
        return f"Cannot tell for {on}: {since}; {asks}. To settle it, {ask}. {safe}{note}"
    return f"{since}; {on}; {asks}. {safe}{note}"


def _clear(margin_minutes: int) -> str:
    return f"clear of it by {say_length(margin_minutes)}" if margin_minutes else "just clear of it"


def note_of(note: Note | None) -> str:
    """What the reader should know of the exposure's class, as a last sentence; may be empty."""
    return "" if note is None else f" Note: {note_said(note).en.rstrip('.')}."


def _since(clearing: Clearing, zone: ZoneInfo) -> str:
    """What is recorded of its end, in words that fit a stop that lies ahead as well."""
    fact = clearing.exposure.fact
    name = f"{name_of(clearing.exposure.exposed).en} ({fact.id})"
    if isinstance(fact, EventFact):
        return f"{name} was on {say_when(fact.at, zone)}"
    stop = clearing.stop.at if clearing.stop and clearing.stop.at else fact.last
    if stop is None:
        return f"{name} is still being given"
    if clearing.of_depot:
        return f"{name}, a depot that may act until {say_when(stop, zone)}"
    if stop != fact.last:
        return f"{name}, last at the dose that counts {say_when(stop, zone)}"
    last = "last fraction" if isinstance(fact, RadiotherapyFact) else "last on"
    return f"{name}, {last} {say_when(stop, zone)}"


def _safe_from(clearing: Clearing, protocol: Protocol, zone: ZoneInfo, *, asked: bool) -> str:
    """From when the step may be; what would settle an open one is asked once."""
    bounds = clearing.joint
    if bounds.clears_at >= NEVER:
        last = getattr(clearing.exposure.fact, "last", None)
        return "No date is safe until it is stopped." if last is None else "No date is certain yet."
    safe = say_minute(bounds.clears_at, zone)
    if len(clearing.exposure.worlds) == 1 or bounds.possible_from >= bounds.clears_at:
        return f"Safe from {safe}."
    if asked or bounds.possible_from <= ALWAYS:
        return f"Safe from {safe}, whatever the answer."
    possible = say_minute(bounds.possible_from, zone)
    question = question_said(clearing.exposure.asks, protocol, zone)
    asks = "" if question is None else f": {question.en.rstrip('.')}"
    return f"Possible from {possible}, safe from {safe} whatever the answer{asks}."


def nothing_sentence(washout: Washout) -> str:
    """Of a rule that nothing on record concerns."""
    return f"Nothing is recorded that it concerns: {washout.title} ({cite(washout)})."


def claim_sentence(
    washout: Washout,
    claimed: FindingFact,
    exempt: FindingFact | None,
    question: Said | None,
    zone: ZoneInfo,
) -> str:
    """Of a finding which says that there was an event, where none is recorded."""
    name = in_words(claimed.finding)
    if question is None and exempt is not None:
        found = f"{in_words(exempt.finding)} ({exempt.id})"
        return f"{name} ({claimed.id}) does not count: {found} ({cite(washout)})."
    ask = question.en if question else ""
    said = f"{name}: {THERE[claimed.present]}, of {say_when(claimed.at, zone)} ({claimed.id})"
    return f"Cannot tell: {washout.title}; recorded: {said}; {ask} ({cite(washout)})."
