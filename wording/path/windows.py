"""Why a step is not before a minute, and what a bound rests on."""

from models.reasons.path.windows import (
    CountedFrom,
    LinkBinds,
    NoDateBefore,
    NoDateWhileGoingOn,
    NoSlotFits,
    NoSlotListed,
    OpensAfterWashout,
    OpensByLink,
    OpensIfStoppedNow,
    OpensNow,
    Snapped,
    StepNotDone,
)
from wording.saying import say, says
from wording.sources import cite
from wording.titles import link_words
from wording.voice import Voice


@says(OpensNow)
def opens_now(reason: OpensNow, voice: Voice) -> str:
    minute = voice.minute(reason.minute)
    return voice.words("windows")("opens_now", step=voice.step(reason.step), minute=minute)


@says(OpensIfStoppedNow)
def opens_if_stopped_now(reason: OpensIfStoppedNow, voice: Voice) -> str:
    words, step = voice.words("windows"), voice.step(reason.step)
    minute = voice.minute(reason.minute)
    if reason.fact is None:
        return words("opens_if_stopped_now.without_fact", step=step, minute=minute)
    return words("opens_if_stopped_now", step=step, minute=minute, fact=reason.fact)


@says(OpensAfterWashout)
def opens_after_washout(reason: OpensAfterWashout, voice: Voice) -> str:
    words, facts = (
        voice.words("windows"),
        {
            "step": voice.step(reason.step),
            "minute": voice.minute(reason.minute),
            "rule": say(reason.rule, voice),
            "source": cite(reason, voice.language),
        },
    )
    if reason.fact is None:
        return words("opens_after_washout.without_fact", **facts)
    return words("opens_after_washout", **facts, fact=reason.fact)


@says(OpensByLink)
def opens_by_link(reason: OpensByLink, voice: Voice) -> str:
    return voice.words("windows")(
        _snapped("opens_by_link", reason.snapped),
        step=voice.step(reason.step),
        minute=voice.minute(reason.minute),
        link=link_words(reason.rule.rule, voice),
        rule=say(reason.rule, voice),
        source=cite(reason, voice.language),
        since=say(reason.counted_from, voice),
    )


def _snapped(message: str, snapped: Snapped | None) -> str:
    return message if snapped is None else f"{message}.{snapped}"


@says(CountedFrom)
def counted_from(reason: CountedFrom, voice: Voice) -> str:
    words, step = voice.words("windows"), voice.step(reason.step)
    if reason.at is None or reason.held is None:
        return words("counted_from", step=step)
    when = voice.when(reason.at)
    if reason.fact is None:
        return words(f"counted_from.{reason.held}.without_fact", step=step, when=when)
    return words(f"counted_from.{reason.held}", step=step, when=when, fact=reason.fact)


@says(NoSlotListed)
def no_slot_listed(reason: NoSlotListed, voice: Voice) -> str:
    return voice.words("windows")("no_slot_listed", step=voice.step(reason.step))


@says(NoSlotFits)
def no_slot_fits(reason: NoSlotFits, voice: Voice) -> str:
    last = voice.minute(reason.last)
    return voice.words("windows")("no_slot_fits", step=voice.step(reason.step), last=last)


@says(NoDateWhileGoingOn)
def no_date_while_going_on(reason: NoDateWhileGoingOn, voice: Voice) -> str:
    words, facts = (
        voice.words("windows"),
        {
            "step": voice.step(reason.step),
            "rule": say(reason.rule, voice),
            "source": cite(reason, voice.language),
        },
    )
    if reason.fact is None:
        return words("no_date_while_going_on.without_fact", **facts)
    return words("no_date_while_going_on", **facts, fact=reason.fact)


@says(NoDateBefore)
def no_date_before(reason: NoDateBefore, voice: Voice) -> str:
    words = voice.words("windows")
    return words("no_date_before", step=voice.step(reason.step), other=voice.step(reason.other))


@says(StepNotDone)
def step_not_done(reason: StepNotDone, voice: Voice) -> str:
    return voice.words("windows")("step_not_done", step=voice.step(reason.step))


@says(LinkBinds)
def link_binds(reason: LinkBinds, voice: Voice) -> str:
    return voice.words("windows")(
        _snapped("link_binds", reason.snapped),
        link=link_words(reason.rule.rule, voice),
        source=cite(reason, voice.language),
    )
