"""What was new about a revision of an entry, and why, in words."""

from zoneinfo import ZoneInfo

from models.disclosure import Disclosure
from models.moments import Minute, at_zone, local_day
from models.reasons.calendar.changes import (
    AtRiskBy,
    BoundByRules,
    EntryMoved,
    EntryRevised,
    EntryState,
    EntryTime,
    FactsLeadThere,
    FactsLeadThereNoMore,
    LeftThePlan,
    NotHeldOnRecord,
    OnMinute,
    PlaceChanged,
    ReasonsChanged,
    StateChanged,
    StateSaysWhy,
    TimelineHasEnded,
    VersionCounts,
)
from models.timeline.values import StepState
from wording.calendars.feeds import Wording, feed_words
from wording.saying import say, says
from wording.sentences import joined, listed
from wording.voice import Voice


@says(EntryRevised)
def entry_revised(reason: EntryRevised, voice: Voice) -> str:
    changes = joined((say(one, voice) for one in reason.changes), "semicolon", voice)
    why = say(reason.because, voice)
    return voice.words("feeds")("change.because", changes=changes, reason=why)


@says(EntryMoved)
def entry_moved(reason: EntryMoved, voice: Voice) -> str:
    old, new = _time(reason.was, voice), _time(reason.now, voice)
    return voice.words("feeds")("change.moved", old=old, new=new)


@says(StateChanged)
def state_changed(reason: StateChanged, voice: Voice) -> str:
    old, new = _state(reason.was, voice), _state(reason.now, voice)
    return voice.words("feeds")("change.state", old=old, new=new)


@says(PlaceChanged)
def place_changed(reason: PlaceChanged, voice: Voice) -> str:
    old, new = say(reason.was, voice), say(reason.now, voice)
    return voice.words("feeds")("change.place", old=old, new=new)


@says(ReasonsChanged)
def reasons_changed(_reason: ReasonsChanged, voice: Voice) -> str:
    return voice.words("feeds")("change.reasons")


@says(LeftThePlan)
def left_the_plan(_reason: LeftThePlan, voice: Voice) -> str:
    return voice.words("feeds")("change.left_the_plan")


@says(StateSaysWhy)
def state_says_why(reason: StateSaysWhy, voice: Voice) -> str:
    return voice.words("feeds")(f"why.state.{reason.state}")


@says(VersionCounts)
def version_counts(reason: VersionCounts, voice: Voice) -> str:
    words = voice.words("feeds")
    if reason.since is None:
        return words("why.version_counts_again", version=reason.version)
    day = feed_words(voice.language).say_day(reason.since, year=True)
    return words("why.version_counts", version=reason.version, day=day)


@says(TimelineHasEnded)
def timeline_has_ended(_reason: TimelineHasEnded, voice: Voice) -> str:
    return voice.words("feeds")("why.timeline_has_ended")


@says(NotHeldOnRecord)
def not_held_on_record(_reason: NotHeldOnRecord, voice: Voice) -> str:
    return voice.words("feeds")("why.not_held_on_record")


@says(AtRiskBy)
def at_risk_by(reason: AtRiskBy, voice: Voice) -> str:
    """By the rules that may be told; where none may, that the subject's page names them.

    Below the ceiling `treatment` that is none, not even a rule of the path.
    """
    told = () if voice.ceiling < Disclosure.TREATMENT else reason.rules
    rules = [one.rule for one in told if one.discloses <= voice.ceiling]
    words = voice.words("feeds")
    if not rules:
        return words("why.state.at_risk")
    return words("why.at_risk_by", rules=listed(rules, voice))


@says(BoundByRules)
def bound_by_rules(reason: BoundByRules, voice: Voice) -> str:
    return voice.words("feeds")("why.bound_by_rules", rules=listed(reason.rules, voice))


@says(FactsLeadThere)
def facts_lead_there(_reason: FactsLeadThere, voice: Voice) -> str:
    return voice.words("feeds")("why.facts_lead_there")


@says(FactsLeadThereNoMore)
def facts_lead_there_no_more(_reason: FactsLeadThereNoMore, voice: Voice) -> str:
    return voice.words("feeds")("why.facts_lead_there_no_more")


def _state(state: EntryState, voice: Voice) -> str:
    if isinstance(state, StepState):
        return feed_words(voice.language).states[state]
    return voice.words("feeds")(f"state.{state}")


def _time(time: EntryTime, voice: Voice) -> str:
    words = feed_words(voice.language)
    if isinstance(time, OnMinute):
        return say_moment(time.minute, time.zone, words)
    if time.first == time.last:
        return words.say_day(time.first, year=True)
    return words.say_days(time.first, time.last)


def say_moment(minute: Minute, zone: str, words: Wording) -> str:
    """`15 April 2026 10:00` on the site's clock."""
    day = local_day(minute, ZoneInfo(zone))
    clock = at_zone(minute, ZoneInfo(zone)).format("HH:mm")
    return f"{words.say_day(day, year=True)} {clock}"
