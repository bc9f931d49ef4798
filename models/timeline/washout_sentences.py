"""What a washout verdict says: when the exposure ended, what is asked, when it is safe."""

from zoneinfo import ZoneInfo

from models.chart.facts import EventFact, RadiotherapyFact
from models.moments import ALWAYS, NEVER, Span
from models.said import Said
from models.timeline.exposures.clearings import Clearing
from models.timeline.questions import (
    ask_day_within,
    ask_first_day,
    ask_half_life,
    ask_time,
    ask_time_of_end,
)
from models.timeline.values import VerdictValue
from models.timeline.words import say_gap, say_length, say_minute, say_when

_LONGEST_DAY = 25 * 60  # minutes; where clocks are set back an hour


def judged_sentence(
    clearing: Clearing,
    value: VerdictValue,
    judged: Span | None,
    question: Said | None,
    zone: ZoneInfo,
    *,
    is_done: bool,
) -> str:
    """One verdict in words, with the rule and its source; of a step that is done in the past."""
    washout = clearing.washout
    step = washout.anchor.replace("_", " ")
    on = f"{step} on {say_when(judged, zone)}" if judged else f"{step} has no date yet"
    asks = f"{washout.rule} asks for {say_gap(washout)} ({washout.source})"
    since, safe = _since(clearing, zone), _safe_from(clearing, zone, asked=question is not None)
    note, was = note_of(clearing), "was" if is_done else "is"
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


def note_of(clearing: Clearing) -> str:
    """What the reader should know of the exposure's class, as a last sentence; may be empty."""
    note = clearing.exposure.note
    return "" if note is None else f" Note: {note.en.rstrip('.')}."


def question_for(clearing: Clearing, zone: ZoneInfo) -> Said:
    """The one fact that would settle an indeterminate verdict."""
    exposure, washout = clearing.exposure, clearing.washout
    if exposure.question:
        return exposure.question
    if washout.gap.half_lives and clearing.joint.clears_at >= NEVER:
        return ask_half_life(exposure.name)
    at = clearing.stop.at if clearing.stop else None
    if washout.lasting:
        return ask_first_day(exposure.named, washout.anchor)
    if at is not None and at.latest - at.earliest > _LONGEST_DAY:
        return ask_day_within(exposure.named, at, zone)
    if at is not None and not _near_exact(at):
        in_hours = bool(washout.gap.elapsed)
        return ask_time_of_end(exposure.named, at, zone, in_hours=in_hours)
    return ask_time(washout.anchor)


def _near_exact(at: Span) -> bool:
    return not at.coarse


def _since(clearing: Clearing, zone: ZoneInfo) -> str:
    """What is recorded of its end, in words that fit a stop that lies ahead as well."""
    fact = clearing.exposure.fact
    name = f"{clearing.exposure.name} ({fact.id})"
    if isinstance(fact, EventFact):
        return f"{name} was on {say_when(fact.at, zone)}"
    stop = clearing.stop.at if clearing.stop and clearing.stop.at else fact.last
    if stop is None:
        return f"{name} is still being given"
    if stop != fact.last:
        return f"{name}, last at the dose that counts {say_when(stop, zone)}"
    last = "last fraction" if isinstance(fact, RadiotherapyFact) else "last on"
    return f"{name}, {last} {say_when(stop, zone)}"


def _safe_from(clearing: Clearing, zone: ZoneInfo, *, asked: bool) -> str:
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
    possible, question = say_minute(bounds.possible_from, zone), clearing.exposure.question
    asks = "" if question is None else f": {question.en.rstrip('.')}"
    return f"Possible from {possible}, safe from {safe} whatever the answer{asks}."
