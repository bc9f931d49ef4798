"""Broken rules in the few words of a first line, each with its rule."""

from dataclasses import replace

from models.protocol.arithmetic.quantity import Quantity
from models.protocol.vocabulary import WordKind
from models.reasons.path.gates import TestToBook
from models.reasons.verdicts.criteria import AgeJudged, ConditionJudged, IntervalJudged
from models.reasons.verdicts.lifetime_doses import LifetimeDoseJudged
from models.reasons.verdicts.tests import (
    SampleAgainst,
    SampleAwaited,
    StepUndated,
    TestMissing,
)
from models.reasons.verdicts.washouts import WashoutBroken, WashoutPending
from wording.alerts.short_causes import say_shortly, shortly, with_rule
from wording.dates.gaps import say_gap
from wording.dates.lengths import say_quantity
from wording.lexicon import called
from wording.saying import say
from wording.sentences import joined, told
from wording.titles import criterion_title
from wording.voice import Voice

_TOPIC = "short_causes"


@shortly(WashoutBroken, WashoutPending)
def washout(reason: WashoutBroken | WashoutPending, voice: Voice) -> str:
    """`pegaspargase of 13 Mar needs 29 days (EX-03.5)`."""
    name, last = say(reason.last.exposed, voice), reason.last.at
    if last is None:
        said = told(voice, _TOPIC, "going_on", name=name)
        return with_rule(said, reason.stated.rule, voice)
    days = _whole_days(reason)
    gap = say_quantity(days, voice.language) if days else say_gap(reason, voice.language)
    message = "washout.more" if reason.strict and days is None else "washout"
    said = told(voice, _TOPIC, message, name=name, last=voice.when(last), gap=gap)
    return with_rule(said, reason.stated.rule, voice)


def _whole_days(reason: WashoutBroken | WashoutPending) -> Quantity | None:
    """More than 28 days are 29; None where the rule does not count days, or allows the last."""
    if reason.or_gap is not None:
        return None
    counts_days = bool(reason.gap.days) and not reason.gap.months and not reason.gap.half_lives
    return replace(reason.gap, days=reason.gap.days + 1) if counts_days and reason.strict else None


@shortly(TestMissing)
def test_missing(reason: TestMissing, voice: Voice) -> str:
    """`infusion on 27 Jul 10:00 needs a negative pregnancy test (IN-10b)`."""
    said = told(
        voice,
        _TOPIC,
        "needed",
        step=voice.step(reason.step),
        judged=voice.when(reason.judged),
        test=called(WordKind.TEST, reason.test, voice),
        result=called(WordKind.RESULT, reason.result, voice),
    )
    return with_rule(said, reason.stated.rule, voice)


@shortly(TestToBook)
def test_to_book(reason: TestToBook, voice: Voice) -> str:
    return say_shortly(reason.needed, voice)


@shortly(SampleAgainst)
def sample_against(reason: SampleAgainst, voice: Voice) -> str:
    said = told(
        voice,
        _TOPIC,
        "against",
        sample=say(reason.sample, voice),
        result=called(WordKind.RESULT, reason.result, voice),
    )
    return with_rule(said, reason.stated.rule, voice)


@shortly(SampleAwaited)
def sample_awaited(reason: SampleAwaited, voice: Voice) -> str:
    return with_rule(say(reason.sample, voice), reason.stated.rule, voice)


@shortly(StepUndated)
def step_undated(reason: StepUndated, voice: Voice) -> str:
    return told(voice, _TOPIC, "undated", step=voice.step(reason.step))


@shortly(ConditionJudged)
def condition_judged(reason: ConditionJudged, voice: Voice) -> str:
    """`LVEF 40 % of 26 Jul (f9) (EX-12a)`."""
    recorded = joined((say(one, voice) for one in reason.recorded), "semicolon", voice)
    return with_rule(recorded, reason.stated.rule, voice)


@shortly(IntervalJudged)
def interval_judged(reason: IntervalJudged, voice: Voice) -> str:
    title = criterion_title(reason.stated.rule, voice)
    return with_rule(told(voice, _TOPIC, "not_met", title=title), reason.stated.rule, voice)


@shortly(AgeJudged)
def age_judged(reason: AgeJudged, voice: Voice) -> str:
    said = told(
        voice,
        _TOPIC,
        "age",
        step=voice.step(reason.step),
        least=reason.from_years,
        most=reason.to_years,
    )
    return with_rule(said, reason.stated.rule, voice)


@shortly(LifetimeDoseJudged)
def lifetime_dose(reason: LifetimeDoseJudged, voice: Voice) -> str:
    said = told(voice, _TOPIC, "lifetime_dose", name=say(reason.given, voice))
    return with_rule(said, reason.stated.rule, voice)
