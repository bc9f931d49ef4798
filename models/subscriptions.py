"""How one reader wants a calendar: kept with the link on the server, never in its address.

None of it is a fact about a subject: an option changes what a reader sees and never the
revision of what is published.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from models.disclosure import Disclosure, named
from models.reasons.refusals.desk import TypedFlaw
from models.reasons.refusals.refusal import ValueRefused

EVERY_STEP = "*"
MINUTES_PER_DAY = 24 * 60
LONGEST_LEAD_DAYS = 60
LONGEST_HORIZON_DAYS = 10_000

BOTH_LANGUAGES = "both"  # Chinese, then English
Detail = Literal["busy", "code", "full"]
FeedCeiling = Literal["nothing", "treatment"]
Bands = Literal["all", "unbooked", "none"]
Days = Annotated[int, Field(ge=0, le=LONGEST_HORIZON_DAYS)]


class Alarm(BaseModel):
    """One reminder before each booked visit of a step.

    Attributes:
        step: a step of the protocol, or `*` for every step that has none of its own.
        minutes: how long before; an all-day visit counts from nine in the morning.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    step: str
    minutes: Annotated[int, Field(ge=0, le=LONGEST_LEAD_DAYS * MINUTES_PER_DAY)]


class FeedOptions(BaseModel):
    """The options of one link.

    Attributes:
        language: one that has catalogues, or `both`; None for the installation's.
        detail: `busy` says only that time is taken; `code` gives subject number and step as
            the protocol names it; `full` is everything that may leave the hospital.
        ceiling: `treatment` where full detail may name the rules that set a date, and so what
            was given; a calendar travels to providers outside the hospital.
        windows: bands for every open step, only for those without a booking, or none; beside a
            booking a band says the same day twice.
        cancelled: whether what was called off shows, struck out, for its 30 days.
        past_days, future_days: how far from today the calendar reaches; None for all of it.
            A quarter back and a year ahead keep a study's calendar of a size that programs read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str | None = None
    detail: Detail = "full"
    ceiling: FeedCeiling = "nothing"
    windows: Bands = "unbooked"
    cancelled: bool = True
    past_days: Days | None = 90
    future_days: Days | None = 400
    alarms: Annotated[tuple[Alarm, ...], Field(max_length=64)] = ()

    @model_validator(mode="after")
    def _each_alarm_once(self) -> Self:
        if len(set(self.alarms)) < len(self.alarms):
            raise ValueRefused(TypedFlaw.ALARM_TWICE)
        return self

    def leads_for(self, step: str) -> tuple[int, ...]:
        """Minutes before a step at which it rings, longest first; its own win over `*`.

        Of busy times all ring alike: a lead of its own would tell which of them is the infusion.
        """
        names = (EVERY_STEP,) if self.detail == "busy" else (step, EVERY_STEP)
        for name in names:
            leads = [alarm.minutes for alarm in self.alarms if alarm.step == name]
            if leads:
                return tuple(sorted(leads, reverse=True))
        return ()

    @property
    def discloses(self) -> Disclosure:
        """What its texts may reveal of a subject."""
        return named(self.ceiling) if self.detail == "full" else Disclosure.NOTHING

    @property
    def has_horizon(self) -> bool:
        """Whether what shows hangs on the day on which it is asked for."""
        return self.past_days is not None or self.future_days is not None
