"""Criteria without a date: measured values within limits, findings present or absent."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from models.protocol.arithmetic.quantity import Time
from models.protocol.criterion import Authored, Criterion
from models.protocol.possible import ANY_UNIT, Exact, Range, plain_unit, range_in
from models.protocol.vocabulary import Word

Formula = Literal["cockcroft_gault", "bazett", "weight", "age"]


class Named(Word):
    """What a chart may record under one of several names.

    Attributes:
        also: other names under which it may be recorded.
    """

    also: tuple[str, ...] = Field(default=(), strict=False)

    @property
    def spellings(self) -> Iterator[tuple[str, str]]:
        """Every way to write it, each beside the key of the file that has it."""
        yield from super().spellings
        yield from (("also", name) for name in self.also)

    @property
    def names(self) -> frozenset[str]:
        """Every name under which a chart may record it."""
        return frozenset({self.id, *self.also})


class Measure(Named):
    """A measured value that a condition reads.

    Attributes:
        unit: in which its limits are written; empty for grades, classes and ratios.
        units: each unit that it may be recorded in, in small letters, and how much of it
            makes one of `unit`; empty where nothing has to be converted.
        written_in, also_written_in: further units that a value can be of; the first are those
            that are asked for, as a laboratory prints them.
        formula: how it is worked out where it was not itself recorded: "weight" in kg as the
            chart holds it, "age" in completed years on the day of the step.
        possible, possible_uln: the widest range of the value, and of a laboratory's upper limit
            of normal, by unit in small letters, or under `any`.
    """

    unit: str = ""
    units: Mapping[str, Exact] = Field(default_factory=dict)
    written_in: tuple[str, ...] = Field(default=(), strict=False)
    also_written_in: tuple[str, ...] = Field(default=(), strict=False)
    formula: Formula | None = None
    possible: Mapping[str, Range] = Field(default_factory=dict)
    possible_uln: Mapping[str, Range] = Field(default_factory=dict)

    @property
    def asked_in(self) -> tuple[str, ...]:
        """The units to ask for; none where a value of it has none."""
        return self.written_in or ((self.unit,) if self.unit else ())

    def knows(self, unit: str) -> bool:
        """Whether a value can be of this unit; one of which no unit is named has any."""
        written = map(plain_unit, (*self.written_in, *self.also_written_in))
        named = {*self.units, *self.possible, *written} - {ANY_UNIT}
        return not named or plain_unit(unit) in named

    def range_in(self, unit: str) -> Range | None:
        """What the value can be where it is written in a unit."""
        return range_in(unit, self.unit, self.possible, self.units)

    def range_of_uln_in(self, unit: str) -> Range | None:
        """What the upper limit of normal can be where it is written in a unit."""
        return range_in(unit, self.unit, self.possible_uln, self.units)


class FindingName(Named):
    """A yes-or-no statement that a condition reads.

    Attributes:
        for_life: the criterion asks whether it ever was: a yes is remembered, whatever is said
            later, until that record is corrected or taken back.
        drug_classes: classes of drugs that say yes where one was given.
        events: those that say yes; `perhaps_events` only ask for an answer.
    """

    for_life: bool = False
    drug_classes: tuple[str, ...] = Field(default=(), strict=False)
    events: tuple[str, ...] = Field(default=(), strict=False)
    perhaps_events: tuple[str, ...] = Field(default=(), strict=False)


class Sign(Authored):
    """One thing that can hold: a value within its limit, or a finding as it must be.

    Attributes:
        at_most, at_least: limits that are included; `below` and `above` are not.
        times: the limit counts in multiples of the laboratory's upper limit of normal, or
            of its lower limit of detection.
        present: what a finding must be.
    """

    measure: str | None = None
    finding: str | None = None
    at_most: Exact | None = None
    below: Exact | None = None
    at_least: Exact | None = None
    above: Exact | None = None
    times: Literal["uln", "llod"] | None = None
    present: bool | None = None

    @property
    def about(self) -> str:
        """What it reads: a finding or a measure; empty where it reads neither."""
        return self.finding or self.measure or ""

    @property
    def limits(self) -> tuple[Fraction, ...]:
        """The limits that it gives; a measure has one, a finding none."""
        limits = (self.at_most, self.below, self.at_least, self.above)
        return tuple(limit for limit in limits if limit is not None)

    def holds_for(self, value: Fraction) -> bool:
        """Whether a value, in the limit's own unit, lies within it."""
        return (
            (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
            and (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
        )


class Alternative(Sign):
    """One way in which a need of a condition can hold.

    Attributes:
        waives: the name of an exception. While nobody has recorded it, it might hold.
            Alternatives of one exception, like those of none, are ways of saying the same
            thing: recording one of them is enough, and the newest counts.
        outdated_by: another of the need's measures; where that is newer and fails, what holds
            by an older value of this one is asked anew.
    """

    waives: str = ""
    outdated_by: str = ""


Need = Annotated[tuple[Alternative, ...], Field(strict=False, min_length=1)]


class Judgement(Authored):
    """A finding that is the criterion itself, and decides without any value.

    Attributes:
        present: what it must be.
        confirms: values beyond their limits exclude only together with it.
    """

    finding: str
    present: bool
    confirms: bool = False


class Condition(Criterion):
    """All needs hold; of each need, one alternative is enough.

    Attributes:
        max_age: how long before its step a value or finding may have been taken, the last day
            included, or the last minute where it is in hours; what is older asks to be
            repeated. A site default; None where age is nothing to it.
        until: the step after which a value no longer counts, once that step is done; what
            is recorded later never makes eligible or ineligible. None: it always counts.
        group: one member that holds is enough, as of the five ways of inclusion 3.
    """

    step: str
    until: str | None = None
    group: str | None = None
    max_age: Time | None = None
    judged_by: Judgement | None = None
    needs: tuple[Need, ...] = Field(strict=False, min_length=1)

    @property
    def bears_on(self) -> str:
        """The step on whose date it bears."""
        return self.step
