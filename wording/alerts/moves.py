"""What would mend a conflict, in words; the first clause is the action."""

from models.protocol.vocabulary import WordKind
from models.reasons.alerts.moves import (
    AllOf,
    AnyOf,
    CheckFact,
    HoldAsDeviation,
    MoveStep,
    MoveStepOnOrAfter,
    RecordEnd,
)
from models.reasons.alerts.repeating import AskWhetherToRepeat
from models.reasons.recorded import TestTaken
from wording.dates.lengths import say_beyond
from wording.lexicon import called
from wording.saying import say, says
from wording.sentences import apart, joined, listed
from wording.titles import course_title
from wording.voice import Voice


@says(MoveStep)
def move_step(reason: MoveStep, voice: Voice) -> str:
    """`Move infusion from 2026-04-10 10:00 to 2026-04-13 10:00`, and what moves with it."""
    others = [_with_it(one, voice) for one in reason.with_it]
    alone = _since("move_step", reason)
    message = f"{alone}.{_WITH[min(len(others), 2)]}" if others else alone
    facts = {"others": listed(others[:-1], voice), "other": "".join(others[-1:])}
    return voice.words("moves")(message, **_move(reason, voice), **facts)


_WITH = {1: "with_one", 2: "with_more"}


def _with_it(reason: MoveStep, voice: Voice) -> str:
    return voice.words("moves")(_since("with_it", reason), **_move(reason, voice))


@says(MoveStepOnOrAfter)
def move_step_on_or_after(reason: MoveStepOnOrAfter, voice: Voice) -> str:
    return voice.words("moves")(_since("later", reason), **_move(reason, voice))


def _since(message: str, reason: MoveStep | MoveStepOnOrAfter) -> str:
    return message if reason.since is None else f"{message}.since"


def _move(reason: MoveStep | MoveStepOnOrAfter, voice: Voice) -> dict[str, str]:
    since = "" if reason.since is None else voice.when(reason.since)
    return {"step": voice.step(reason.step), "since": since, "to": voice.minute(reason.to)}


@says(HoldAsDeviation)
def hold_as_deviation(reason: HoldAsDeviation, voice: Voice) -> str:
    return voice.words("moves")(
        "hold_as_deviation",
        step=voice.step(reason.step),
        at=voice.minute(reason.at),
        far=say_beyond(reason.at, reason.closes, voice.zone, voice.language),
    )


@says(AskWhetherToRepeat)
def ask_whether_to_repeat(reason: AskWhetherToRepeat, voice: Voice) -> str:
    return voice.words("moves")(
        "ask_whether_to_repeat",
        course=course_title(reason.rule.rule, voice),
        given=voice.when(reason.given),
        step=voice.step(reason.towards),
        until=voice.day(reason.until),
    )


@says(CheckFact)
def check_fact(reason: CheckFact, voice: Voice) -> str:
    return voice.words("moves")("check_fact", fact=_named(reason, voice))


@says(RecordEnd)
def record_end(reason: RecordEnd, voice: Voice) -> str:
    return voice.words("moves")("record_end", fact=_named(reason, voice))


def _named(reason: CheckFact | RecordEnd, voice: Voice) -> str:
    of = reason.named
    named = called(WordKind.TEST, of.test, voice) if isinstance(of, TestTaken) else say(of, voice)
    return apart(voice.words("moves")("fact", name=named, fact=reason.fact), voice)


@says(AnyOf)
def any_of(reason: AnyOf, voice: Voice) -> str:
    return joined((say(way, voice) for way in reason.ways), "sentences", voice)


@says(AllOf)
def all_of(reason: AllOf, voice: Voice) -> str:
    return joined((say(ask, voice) for ask in reason.asks), "sentences", voice)
