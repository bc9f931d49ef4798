"""What the record of a drug says against itself: it counts, and is asked all the same."""

from fractions import Fraction
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.reason import Instant, Reason
from models.reasons.recorded import DrugGiven, Exposed


class NameAgainstDose(Reason):
    """A drug under a name that says that much was given, with a dose below a limit.

    Attributes:
        limit: from which a rule counts it as much, in `unit`; of steroids as hydrocortisone.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    given: DrugGiven
    limit: Fraction
    unit: str
    kind: Literal["name_against_dose"] = "name_against_dose"


class RouteOfNoForm(Reason):
    """A route by which no form of the drug is given."""

    discloses: ClassVar = Disclosure.TREATMENT
    given: DrugGiven
    route: str
    kind: Literal["route_of_no_form"] = "route_of_no_form"


class RouteUnread(Reason):
    """A route on record that is none, as it was written."""

    discloses: ClassVar = Disclosure.TREATMENT
    given: DrugGiven
    route: str
    kind: Literal["route_unread"] = "route_unread"


class OutsideExemption(Reason):
    """A drug recorded for a purpose that would exempt it, and not given within it.

    Attributes:
        rule: EX-03.1, which does not exempt it so.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    given: DrugGiven
    purpose: str
    rule: str
    kind: Literal["outside_exemption"] = "outside_exemption"


class DateHeldBack(Reason):
    """A step that has no date waits for an exposure of which not enough is known.

    Attributes:
        safe: from when the step may be, whatever the answer.
        possible: from when it may be by the mildest answer; None where it need not wait then.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    step: str
    exposed: Exposed
    safe: Instant
    possible: Instant | None
    kind: Literal["date_held_back"] = "date_held_back"


class UnitAgainstLimit(Reason):
    """A dose in units of activity, of a drug whose limit counts its mass.

    Attributes:
        unit: that the limit counts in.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    given: DrugGiven
    unit: str
    kind: Literal["unit_against_limit"] = "unit_against_limit"


Doubted = NameAgainstDose | RouteOfNoForm | RouteUnread | OutsideExemption | UnitAgainstLimit
