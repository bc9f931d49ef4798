"""A protocol's path: its steps, how they hang together, what may be held again, what ends it."""

from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from models.disclosure import Ceiling, Disclosure
from models.protocol.arithmetic.carries import Carry, Limits, carries
from models.protocol.arithmetic.quantity import Time
from models.protocol.criterion import Authored, Sourced
from models.reasons.refusals.authored.protocol_path import ShortTitleTooLong
from models.reasons.refusals.refusal import ValueRefused
from models.texts import Texts

REOPENED: Final = "path_reopened"
"""The event from which a subject whose path had ended has one again, in every trial."""


LONGEST_SHORT_TITLE: Final = 18


def _short_enough(texts: Texts | None) -> Texts | None:
    for text in texts.values() if texts else ():
        if len(text) > LONGEST_SHORT_TITLE:
            raise ValueRefused(ShortTitleTooLong(text=text, most=LONGEST_SHORT_TITLE))
    return texts


ShortTexts = Annotated[Texts | None, AfterValidator(_short_enough)]
"""Titles for a calendar on a phone; None where the long ones will do."""


class OutsideName(Authored):
    """A step as it is named where its own name would tell more than a step: of whom it is asked."""

    id: str
    titles: Texts = Field(alias="title")
    shorts: ShortTexts = Field(default=None, alias="short")


class Step(Authored):
    """One thing that happens to a subject.

    Attributes:
        shorts: its title on a phone, in at most 18 letters; None where its own title will do.
        outside: its name below the ceiling `treatment`; None where its own will do.
        day: the Day number; Day 0 is the protocol's `day_zero` step.
        days: `working` for the site's working days and hours, `any` for every minute.
        applies: whom it concerns: a population of the file, or one that every trial has.
        optional: True where it concerns nobody before it is booked or done.
        event: the event that this step is: done when that last happened, and of nobody else's
            path. What is anchored to it comes with it.
        after: steps that are done before this one.
        anchor: the step that this one's window is counted from; whom that does not concern,
            this one does not.
        target: the ideal distance from the anchor, inside the window.
        same_as: the step whose date stands for this one until it is recorded apart.
        evidence: the rule whose test this step collects.
        ours: False where somebody else sets the date.
        passive: True for a date to know, not an appointment to keep.
    """

    id: str
    titles: Texts = Field(alias="title")
    shorts: ShortTexts = Field(default=None, alias="short")
    outside: OutsideName | None = None
    phase: str
    day: int | None = None
    days: Literal["working", "any"]
    applies: str = "all"
    optional: bool = False
    event: str | None = None
    after: tuple[str, ...] = Field(default=(), strict=False)
    anchor: str | None = None
    target: Time | None = None
    same_as: str | None = None
    evidence: str | None = None
    ours: bool = True
    passive: bool = False

    def named(self, ceiling: Disclosure) -> "Step | OutsideName":
        """Its id and titles, as they may be told below a ceiling."""
        if self.outside is None or ceiling >= Disclosure.TREATMENT:
            return self
        return self.outside


class Link(Sourced):
    """A step lies in [anchor + earliest, anchor + latest]; both ends are included.

    Attributes:
        worst: `earliest` when what is not ours to choose takes longest.
        while_planned: `earliest` binds only until the step is done.
        expected: `earliest` is how long something is expected to take; what is done sooner,
            though not before the anchor, breaks nothing.
        both_ways: months hold forwards and backwards, the safer day counts (K4).
        one_way: it binds the step and never holds its anchor back.
        once_done: it binds only once its anchor is done, and then one way.
        unless_done: it binds only until this other step is done.
        needs_record: what comes after an anchor that is not recorded as done cannot be told to
            hold: once its record alone can be missing, a booking of the step is at risk.
        applies: of whom it is asked: a population of the file, or one that every trial has.
        discloses: what it reveals of a subject that this rule is named; nothing, where the step
            is asked of everybody.
    """

    rule: str
    step: str
    anchor: str
    applies: str = "all"
    earliest: Time | None = None
    latest: Time | None = None
    worst: Time | None = None
    while_planned: bool = False
    expected: bool = False
    both_ways: bool = False
    one_way: bool = False
    once_done: bool = False
    unless_done: str | None = None
    needs_record: bool = False
    discloses: Ceiling = Disclosure.NOTHING
    texts: Texts = Field(alias="text")

    @property
    def bears_on(self) -> str:
        """The step on whose date it bears."""
        return self.step

    @cached_property
    def carries(self) -> tuple[Carry, ...]:
        """Each way in which it carries a bound; what every solver reads of it."""
        limits = Limits(
            earliest=self.earliest,
            latest=self.latest,
            worst=self.worst,
            while_planned=self.while_planned,
            both_ways=self.both_ways,
            one_way=self.one_way or self.once_done,
            once_done=self.once_done,
            unless_done=self.unless_done,
        )
        return tuple(carries(self.rule, self.step, self.anchor, limits))


class Repeat(Sourced):
    """A step that may be held again once it is done; every other step that is done stays done.

    Attributes:
        lost: the step whose failure, missed or cancelled, opens this one again.
        ended_by: the event that ended the path; once that is open again, so is this step.
            Where neither is named, a later booking of the step itself opens it again,
            recorded after it was done.
        renews: steps that are then held again with it.
        notice: how long before it a site would arrange it again; no date is suggested sooner.
        titles: what it is called together with these; None where its step's title will do.
        asks: what is asked of people then, without its full stop; None where "repeat" will do.
    """

    rule: str
    step: str
    titles: Texts | None = Field(alias="title", default=None)
    lost: str | None = None
    ended_by: str | None = None
    renews: tuple[str, ...] = Field(default=(), strict=False)
    notice: Time | None = None
    asks: Texts | None = Field(alias="ask", default=None)
    texts: Texts = Field(alias="text")


class Gate(Sourced):
    """What must stand before a step from which there is no way back.

    Attributes:
        before: the step that must not start while anything is missing.
        towards: the step that would be lost; the same as `before` where nothing lies between.
    """

    rule: str
    before: str
    towards: str
    texts: Texts = Field(alias="text")


class AcrossSubjects(Sourced):
    """What the protocol asks of several subjects together: staggered infusions, a full cohort.

    It is shown as what the site must check; no plan of one subject can judge it.

    Attributes:
        step: the step before which it is checked.
    """

    rule: str
    step: str
    texts: Texts = Field(alias="text")


class Closing(Authored):
    """An event that ends a subject's path, and the steps that outlive it.

    Attributes:
        for_good: the path is never open again.
    """

    event: str
    texts: Texts = Field(alias="text")
    for_good: bool = False
    keeps: tuple[str, ...] = Field(strict=False)
