"""Why a step is not before a minute: one link of the chain back to a fact, a date or now."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.protocol.source import Source
from models.reasons.path.rules import NamedRule
from models.reasons.reason import Instant, Reason

Snapped = Literal["working_days", "free_slots"]
"""What of the site moved a date: its working days and hours, or its listed free slots."""

Held = Literal["done", "booked", "assumed"]


class CountedFrom(Reason):
    """The step that another is counted from.

    Attributes:
        at, held, fact: when it was done, is booked or assumed, and by which fact; None where
            it has no date. What is assumed has no fact, and none is told outside.
    """

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    at: Span | None = None
    held: Held | None = None
    fact: str | None = None
    kind: Literal["counted_from"] = "counted_from"


class OpensNow(Reason):
    """It is not done yet, and the past is over."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    minute: Instant
    kind: Literal["opens_now"] = "opens_now"


class OpensIfStoppedNow(Reason):
    """An exposure goes on; the minute counts as if it stopped now.

    `fact` is None where no id may be told.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    step: str
    minute: Instant
    fact: str | None
    kind: Literal["opens_if_stopped_now"] = "opens_if_stopped_now"


class OpensAfterWashout(Reason):
    """A washout of a recorded exposure; `fact` is None where no id may be told."""

    discloses: ClassVar = Disclosure.TREATMENT
    step: str
    minute: Instant
    rule: NamedRule
    fact: str | None
    source: Source
    site_default: bool
    kind: Literal["opens_after_washout"] = "opens_after_washout"


class OpensByLink(Reason):
    """A rule of the path, counted from another step."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    minute: Instant
    rule: NamedRule
    source: Source
    site_default: bool
    counted_from: CountedFrom
    snapped: Snapped | None = None
    kind: Literal["opens_by_link"] = "opens_by_link"


class NoSlotListed(Reason):
    """No date is suggested, because the site lists no free slot."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["no_slot_listed"] = "no_slot_listed"


class NoSlotFits(Reason):
    """No date is suggested, because no listed slot lies in the window; `last` ends the last."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    last: Instant
    kind: Literal["no_slot_fits"] = "no_slot_fits"


# -------------------------------------------------------------------- why there is no date


class NoDateWhileGoingOn(Reason):
    """An exposure goes on that a rule forbids; `fact` is None where no id may be told."""

    discloses: ClassVar = Disclosure.TREATMENT
    step: str
    rule: NamedRule
    fact: str | None
    source: Source
    site_default: bool
    kind: Literal["no_date_while_going_on"] = "no_date_while_going_on"


class NoDateBefore(Reason):
    """A step that is counted from another which has no date."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    other: str
    kind: Literal["no_date_before"] = "no_date_before"


# -------------------------------------------------------------------- what a bound rests on


class StepNotDone(Reason):
    """A bound rests on a step that is not done yet."""

    discloses: ClassVar = Disclosure.NOTHING
    step: str
    kind: Literal["step_not_done"] = "step_not_done"


class LinkBinds(Reason):
    """A bound rests on a rule of the path."""

    discloses: ClassVar = Disclosure.NOTHING
    rule: NamedRule
    source: Source
    site_default: bool
    snapped: Snapped | None = None
    kind: Literal["link_binds"] = "link_binds"


Opens = OpensNow | OpensIfStoppedNow | OpensAfterWashout | OpensByLink
Undated = NoDateWhileGoingOn | NoDateBefore
Binds = StepNotDone | LinkBinds
