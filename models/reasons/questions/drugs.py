"""What is asked of a drug that was given, so that its washout or its dose can be judged."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.facts import Facts
from models.reasons.reason import Reason
from models.reasons.recorded import DrugGiven


class _OfDrug(Facts):
    """Something that is not known of a drug."""

    discloses: ClassVar = Disclosure.TREATMENT
    given: DrugGiven


class DrugNameAsked(_OfDrug, Reason):
    """Which drug it was: the catalogue lacks the name.

    Attributes:
        near: names of the catalogue that are spelled much like it, the nearest first.
    """

    near: tuple[str, ...] = ()
    kind: Literal["drug_name_asked"] = "drug_name_asked"


class AmbiguousNameAsked(_OfDrug, Reason):
    """Which drug it was: the name may mean several, as the catalogue explains."""

    kind: Literal["ambiguous_name_asked"] = "ambiguous_name_asked"


class ProductAsked(_OfDrug, Reason):
    """Which product of a vaccine: some are live."""

    kind: Literal["product_asked"] = "product_asked"


class DepotAsked(_OfDrug, Reason):
    """Which product of a steroid: one that goes on releasing it for weeks, or not."""

    kind: Literal["depot_asked"] = "depot_asked"


class RouteAsked(_OfDrug, Reason):
    """How a drug was given."""

    kind: Literal["route_asked"] = "route_asked"


class PurposeAsked(_OfDrug, Reason):
    """What a drug was given for: graft-versus-host disease, or something else."""

    kind: Literal["purpose_asked"] = "purpose_asked"


class WithinAsked(_OfDrug, Reason):
    """Whether a drug belongs to what its purpose says, or when that was held.

    Attributes:
        purpose: `lymphodepletion`.
    """

    purpose: str
    kind: Literal["within_asked"] = "within_asked"


class MarketedAsked(_OfDrug, Reason):
    """Whether a drug of another trial was on the market then."""

    kind: Literal["marketed_asked"] = "marketed_asked"


class DoseAsked(_OfDrug, Reason):
    """How much was given.

    Attributes:
        unit: that the rule counts in: `mg/m2`, `mg/m2/day`, `mg/day`.
    """

    unit: str
    kind: Literal["dose_asked"] = "dose_asked"


class TimesPerDayAsked(_OfDrug, Reason):
    """How often it was given on a day: a dose of one administration, or of a day, is known.

    Attributes:
        unit: that the rule counts in.
    """

    unit: str
    kind: Literal["times_per_day_asked"] = "times_per_day_asked"


class SurfaceAsked(_OfDrug, Reason):
    """The subject's body surface: a dose is known, and its limit is one per square metre."""

    kind: Literal["surface_asked"] = "surface_asked"


class HalfLifeAsked(_OfDrug, Reason):
    """A drug's half-life, and where it is stated."""

    kind: Literal["half_life_asked"] = "half_life_asked"


class LifetimeDoseAsked(_OfDrug, Reason):
    """How much of a capped drug was ever given, in mg/m²."""

    kind: Literal["lifetime_dose_asked"] = "lifetime_dose_asked"


class AcceptanceAsked(_OfDrug, Reason):
    """Whether the investigator accepts a lifetime dose within a range."""

    kind: Literal["acceptance_asked"] = "acceptance_asked"


DrugQuestion = (
    DrugNameAsked
    | AmbiguousNameAsked
    | ProductAsked
    | DepotAsked
    | RouteAsked
    | PurposeAsked
    | WithinAsked
    | MarketedAsked
    | DoseAsked
    | TimesPerDayAsked
    | SurfaceAsked
    | HalfLifeAsked
    | LifetimeDoseAsked
    | AcceptanceAsked
)
