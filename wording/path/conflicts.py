"""What cannot hold together, in words."""

from models.reasons.path.conflicts import (
    CannotHold,
    NoSlotLeft,
    NoTimeLeft,
    OtherBooking,
    SiteClosedThen,
    WindowGone,
)
from wording.path.rules import say_rules
from wording.saying import say, says
from wording.sentences import apart, listed, sentence
from wording.voice import Voice


@says(CannotHold)
def cannot_hold(reason: CannotHold, voice: Voice) -> str:
    others = listed((say(one, voice) for one in reason.against), voice)
    message = "cannot_hold.assumed" if reason.assumed else "cannot_hold.booked"
    return voice.words("conflicts")(
        message,
        step=sentence(voice.step(reason.step)),
        when=voice.when(reason.at),
        others=apart(others, voice),
    )


@says(OtherBooking)
def other_booking(reason: OtherBooking, voice: Voice) -> str:
    return voice.words("conflicts")(
        "other.assumed" if reason.assumed else "other.booked",
        step=voice.step(reason.step),
        when=voice.when(reason.at),
        rules=say_rules(reason.rules, voice),
    )


@says(WindowGone)
def window_gone(reason: WindowGone, voice: Voice) -> str:
    return voice.words("conflicts")(
        "window_gone",
        step=voice.step(reason.step),
        rules=say_rules(reason.rules, voice),
        closes=voice.minute(reason.closes),
    )


@says(NoTimeLeft)
def no_time_left(reason: NoTimeLeft, voice: Voice) -> str:
    return _between("no_time_left", reason, voice)


@says(NoSlotLeft)
def no_slot_left(reason: NoSlotLeft, voice: Voice) -> str:
    return _between("no_slot_left", reason, voice)


@says(SiteClosedThen)
def site_closed_then(reason: SiteClosedThen, voice: Voice) -> str:
    days = dict.fromkeys(say(day, voice) for day in reason.days)
    return _between("site_closed_then", reason, voice, days=listed(days, voice))


def _between(
    message: str, reason: NoTimeLeft | NoSlotLeft | SiteClosedThen, voice: Voice, **more: str
) -> str:
    return voice.words("conflicts")(
        message,
        step=voice.step(reason.step),
        rules=say_rules(reason.rules, voice),
        opens=voice.minute(reason.opens),
        closes=voice.minute(reason.closes),
        **more,
    )
