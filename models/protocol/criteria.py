"""A protocol's criteria on time: washouts, tests that expire, intervals between events, age."""

from collections.abc import Mapping
from typing import Literal

from pydantic import ConfigDict, Field

from models.disclosure import Ceiling, Disclosure
from models.protocol.arithmetic.quantity import (
    DoseLimit,
    Limit,
    Quantity,
    Time,
    read_daily_limit,
)
from models.protocol.criterion import Authored, Criterion, Sourced
from models.texts import Texts

Whichever = Literal["shorter", "longer"]


class Exemption(Authored):
    """A drug class that a purpose takes out of a rule.

    Attributes:
        since, until: the steps between which it is given; where neither is known, `after` a
            third. Without them the purpose alone takes it out.
    """

    model_config = ConfigDict(populate_by_name=True)

    drug_class: str = Field(alias="class")
    purpose: str
    rule: str
    since: str | None = Field(default=None, alias="from")
    until: str | None = Field(default=None, alias="to")
    after: str | None = None


class ExemptSeverity(Authored):
    event: str
    severities: tuple[str, ...] = Field(strict=False)


class Washout(Criterion):
    """How long after an exposure its anchor step may be.

    It may name drugs, fields and events together: each that is named falls under it.

    Attributes:
        gap: the limit; `strict` says whether exactly the gap is still excluded.
        or_gap, whichever: another limit, and which of the two counts.
        drug_classes, purposes, routes, other_trial: any one makes a drug fall under it.
        dose_from, dose_below: for drugs whose dose decides, by catalogue id; the limits are
            this rule's own, whatever another says of the same drug.
        systemic: only drugs given systemically count.
        daily_hydrocortisone_from: hydrocortisone equivalent in a local day, all systemic
            steroids summed, from which a day counts as therapeutic: `10 mg`, `12 mg/m2`.
        exempt_finding: a finding that takes its events out of the rule.
        claimed_by: a finding that says there was such an event; its day is then asked for.
        lasting: the event's date is its last active day; one that ends after the anchor
            may have begun before it.
        warn_after_anchor: what to say of an exposure after the anchor.
    """

    anchor: str
    gap: Time
    or_gap: Time | None = None
    whichever: Whichever | None = None
    strict: bool
    drug_classes: tuple[str, ...] = Field(default=(), strict=False)
    purposes: tuple[str, ...] = Field(default=(), strict=False)
    routes: tuple[str, ...] = Field(default=(), strict=False)
    routes_not: tuple[str, ...] = Field(default=(), strict=False)
    systemic: bool = False
    dose_from: Mapping[str, Limit] = Field(default_factory=dict)
    dose_below: Mapping[str, Limit] = Field(default_factory=dict)
    exempt: Exemption | None = None
    daily_hydrocortisone_from: str | None = None
    other_trial: Literal["unlisted", "marketed"] | None = None
    fields: tuple[str, ...] = Field(default=(), strict=False)
    events: tuple[str, ...] = Field(default=(), strict=False)
    exempt_severity: ExemptSeverity | None = None
    exempt_finding: str | None = None
    claimed_by: str | None = None
    lasting: bool = False
    warn_after_anchor: Texts | None = None

    @property
    def bears_on(self) -> str:
        """The step on whose date it bears."""
        return self.anchor

    @property
    def gaps(self) -> tuple[Quantity, ...]:
        """Its limits, of which one counts."""
        return (self.gap,) if self.or_gap is None else (self.gap, self.or_gap)

    @property
    def steroid_limit(self) -> DoseLimit | None:
        """From which a day of steroids counts; None where its steroids are not summed."""
        limit = self.daily_hydrocortisone_from
        return None if limit is None else read_daily_limit(limit)

    @property
    def counts_half_lives(self) -> bool:
        """Whether it is counted by how fast a drug leaves the body."""
        return any(gap.half_lives for gap in self.gaps)

    @property
    def reads_drugs(self) -> bool:
        """Whether it names anything by which a drug falls under it."""
        named = (self.drug_classes, self.purposes, self.routes, self.other_trial)
        return any((*named, self.dose_from, self.dose_below))


class Evidence(Criterion):
    """A test that counts for its anchor step only while it is young enough.

    Attributes:
        step: the step that collects it, where the path has one.
        max_age: in days or months both the first and the last day are included; in hours it
            is counted from the minute of the sample.
        before_start: the sample is taken before the step starts; otherwise the step's own
            day counts as a whole.
        result_within: how long a result may be awaited before it is asked for; a site
            default.
    """

    test: str
    result: str
    anchor: str
    max_age: Time
    before_start: bool = False
    result_within: Time
    step: str | None = None

    @property
    def bears_on(self) -> str:
        """The step on whose date it bears."""
        return self.anchor


class OrMeasure(Authored):
    measure: str
    at_least: str


class Interval(Criterion):
    """The time between two recorded events; one of a group suffices.

    Attributes:
        until: event or step ids; the first one recorded ends the interval.
    """

    model_config = ConfigDict(populate_by_name=True)

    group: str
    step: str
    since: str = Field(alias="from")
    until: tuple[str, ...] = Field(strict=False)
    at_most: Time | None = None
    more_than: Time | None = None
    or_measure: OrMeasure | None = None

    @property
    def bears_on(self) -> str:
        """The step on whose date it bears."""
        return self.step


class Age(Sourced):
    """Completed years of age at a step, both ends included.

    Attributes:
        discloses: what it reveals of a subject that this rule is named.
    """

    rule: str
    discloses: Ceiling = Disclosure.RESULT
    step: str
    from_years: int
    to_years: int
    quote: str
