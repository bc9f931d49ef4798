"""A washout in words: when the exposure ended, what the rule asks for, from when it is safe."""

from models.reasons.recorded import EventHappened, Irradiated
from models.reasons.verdicts.exposures import Note
from models.reasons.verdicts.safe_dates import (
    LastExposure,
    NoDateCertain,
    NoDateUntilStopped,
    PossibleFrom,
    Safe,
    SafeFrom,
)
from models.reasons.verdicts.uncounted import (
    CameAfter,
    ClaimedExempt,
    ClaimedUndated,
    NotCounted,
    NothingRecorded,
)
from models.reasons.verdicts.washouts import WashoutBroken, WashoutKept, WashoutOpen, WashoutPending
from wording.dates.gaps import say_gap
from wording.dates.lengths import say_length
from wording.lexicon.recorded import with_fact
from wording.saying import say, says
from wording.sentences import joined, told, without_stop
from wording.sources import cite
from wording.titles import criterion_title
from wording.voice import Voice

_TOPIC = "washouts"
_OfExposure = WashoutKept | WashoutBroken | WashoutOpen | WashoutPending


def _judged(reason: _OfExposure, message: str, voice: Voice, **facts: object) -> str:
    gap = say_gap(reason, voice.language)
    return told(
        voice,
        _TOPIC,
        message,
        last=say(reason.last, voice),
        step=voice.step(reason.step),
        rule=reason.stated.rule,
        gap=told(voice, _TOPIC, "gap.more" if reason.strict else "gap.least", gap=gap),
        source=cite(reason.stated, voice.language),
        **facts,
    )


def _together(said: str, safe: Safe | None, note: Note | None, voice: Voice) -> str:
    """The sentence, from when it is safe, and what to know of the exposure's class."""
    sentences = [said]
    if safe is not None:
        sentences.append(say(safe, voice))
    if note is not None:
        text = without_stop(say(note, voice), voice)
        sentences.append(told(voice, _TOPIC, "note", note=text))
    return joined(sentences, "sentences", voice)


@says(WashoutKept)
def washout_kept(reason: WashoutKept, voice: Voice) -> str:
    when = "done" if reason.done else "planned"
    judged, margin = voice.when(reason.judged), say_length(reason.margin, voice.language)
    if reason.margin:
        said = _judged(reason, f"kept.{when}", voice, judged=judged, margin=margin)
    else:
        said = _judged(reason, f"kept.just.{when}", voice, judged=judged)
    return _together(said, None, reason.note, voice)


@says(WashoutBroken)
def washout_broken(reason: WashoutBroken, voice: Voice) -> str:
    message = "broken.done" if reason.done else "broken.planned"
    said = _judged(reason, message, voice, judged=voice.when(reason.judged))
    return _together(said, reason.safe, reason.note, voice)


@says(WashoutOpen)
def washout_open(reason: WashoutOpen, voice: Voice) -> str:
    asks = without_stop(say(reason.asks, voice), voice)
    said = _judged(reason, "open", voice, judged=voice.when(reason.judged), asks=asks)
    return _together(said, reason.safe, reason.note, voice)


@says(WashoutPending)
def washout_pending(reason: WashoutPending, voice: Voice) -> str:
    return _together(_judged(reason, "pending", voice), reason.safe, reason.note, voice)


# -------------------------------------------------------------------- parts of a washout


@says(LastExposure)
def last_exposure(reason: LastExposure, voice: Voice) -> str:
    """`imatinib (f1), last on 2026-03-05`."""
    name, exposed = with_fact(reason.exposed, voice), reason.exposed
    if reason.at is None:
        return told(voice, _TOPIC, "last.going_on", name=name)
    at = voice.when(reason.at)
    if isinstance(exposed, EventHappened):
        return told(voice, _TOPIC, "last.event", name=name, at=at)
    if reason.depot:
        return told(voice, _TOPIC, "last.depot", name=name, at=at)
    if reason.counted_dose:
        return told(voice, _TOPIC, "last.counted_dose", name=name, at=at)
    message = "last.fraction" if isinstance(exposed, Irradiated) else "last.dose"
    return told(voice, _TOPIC, message, name=name, at=at)


@says(NoDateUntilStopped)
def no_date_until_stopped(_reason: NoDateUntilStopped, voice: Voice) -> str:
    return told(voice, _TOPIC, "safe.until_stopped")


@says(NoDateCertain)
def no_date_certain(_reason: NoDateCertain, voice: Voice) -> str:
    return told(voice, _TOPIC, "safe.never_certain")


@says(SafeFrom)
def safe_from(reason: SafeFrom, voice: Voice) -> str:
    message = "safe.whatever" if reason.whatever else "safe"
    return told(voice, _TOPIC, message, safe=voice.minute(reason.clears_at))


@says(PossibleFrom)
def possible_from(reason: PossibleFrom, voice: Voice) -> str:
    possible, safe = voice.minute(reason.possible_from), voice.minute(reason.clears_at)
    asks = without_stop(say(reason.asks, voice), voice)
    return told(voice, _TOPIC, "possible", possible=possible, safe=safe, asks=asks)


# -------------------------------------------------------------------- what does not count


@says(NotCounted)
def not_counted(reason: NotCounted, voice: Voice) -> str:
    said = told(
        voice,
        _TOPIC,
        "not_counted",
        name=with_fact(reason.exposed, voice),
        why=say(reason.why, voice),
        source=cite(reason.stated, voice.language),
    )
    return _together(said, None, reason.note, voice)


@says(CameAfter)
def came_after(reason: CameAfter, voice: Voice) -> str:
    asks = "" if reason.asks is None else without_stop(say(reason.asks, voice), voice)
    return told(
        voice,
        _TOPIC,
        "came_after.asks" if asks else "came_after",
        name=with_fact(reason.exposed, voice),
        step=voice.step(reason.step),
        source=cite(reason.stated, voice.language),
        asks=asks,
    )


@says(NothingRecorded)
def nothing_recorded(reason: NothingRecorded, voice: Voice) -> str:
    title = criterion_title(reason.stated.rule, voice)
    source = cite(reason.stated, voice.language)
    return told(voice, _TOPIC, "nothing_recorded", title=title, source=source)


@says(ClaimedExempt)
def claimed_exempt(reason: ClaimedExempt, voice: Voice) -> str:
    return told(
        voice,
        _TOPIC,
        "not_counted",
        name=with_fact(reason.claimed, voice),
        why=with_fact(reason.exempt, voice),
        source=cite(reason.stated, voice.language),
    )


@says(ClaimedUndated)
def claimed_undated(reason: ClaimedUndated, voice: Voice) -> str:
    return told(
        voice,
        "criteria",
        "unsure",
        title=criterion_title(reason.stated.rule, voice),
        recorded=say(reason.claimed, voice),
        asks=say(reason.asks, voice),
        source=cite(reason.stated, voice.language),
    )
