"""How a recorded exposure is read: why a rule does not count it, and what to know of its class."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.reason import Reason


class FoundExempt(Reason):
    """A finding takes it out of its rule."""

    discloses: ClassVar = Disclosure.RESULT
    finding: str
    fact: str
    kind: Literal["found_exempt"] = "found_exempt"


class OfExemptSeverity(Reason):
    """It was not severe enough: `mild`."""

    discloses: ClassVar = Disclosure.RESULT
    severity: str
    kind: Literal["of_exempt_severity"] = "of_exempt_severity"


class ExemptByRule(Reason):
    """Another rule exempts the drug for its purpose.

    Attributes:
        rule: EX-03.1, of lymphodepletion.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    rule: str
    kind: Literal["exempt_by_rule"] = "exempt_by_rule"


class NoTherapeuticDose(Reason):
    """The systemic steroids of no day came to the limit.

    Attributes:
        milligrams: of hydrocortisone equivalent a day, as the protocol writes the limit.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    milligrams: str
    kind: Literal["no_therapeutic_dose"] = "no_therapeutic_dose"


class NoTherapeuticDoseBySurface(Reason):
    """The systemic steroids of no day came to the limit, which is one per square metre.

    Attributes:
        milligrams: of hydrocortisone equivalent per m² a day, as the protocol writes the limit.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    milligrams: str
    kind: Literal["no_therapeutic_dose_by_surface"] = "no_therapeutic_dose_by_surface"


class IsMineralocorticoid(Reason):
    """A steroid that is no glucocorticoid."""

    discloses: ClassVar = Disclosure.TREATMENT
    kind: Literal["is_mineralocorticoid"] = "is_mineralocorticoid"


class NotSystemic(Reason):
    """It acts where it is put."""

    discloses: ClassVar = Disclosure.TREATMENT
    kind: Literal["not_systemic"] = "not_systemic"


Exemption = (
    FoundExempt
    | OfExemptSeverity
    | ExemptByRule
    | NoTherapeuticDose
    | NoTherapeuticDoseBySurface
    | IsMineralocorticoid
    | NotSystemic
)


class HalfLifeWithoutSource(Reason):
    """Nobody has recorded where a half-life is stated."""

    discloses: ClassVar = Disclosure.TREATMENT
    kind: Literal["half_life_without_source"] = "half_life_without_source"


class IntrathecalAsProphylaxis(Reason):
    """A drug into the cerebrospinal fluid is taken as CNS prophylaxis."""

    discloses: ClassVar = Disclosure.TREATMENT
    kind: Literal["intrathecal_as_prophylaxis"] = "intrathecal_as_prophylaxis"


class ClassNotNamed(Reason):
    """The entry does not name the drug's class; the investigator confirms it."""

    discloses: ClassVar = Disclosure.TREATMENT
    kind: Literal["class_not_named"] = "class_not_named"


class ReplacementAboveLimit(Reason):
    """A replacement dose is above what the entry allows."""

    discloses: ClassVar = Disclosure.TREATMENT
    kind: Literal["replacement_above_limit"] = "replacement_above_limit"


class DoseNearLimit(Reason):
    """A day's steroids come close to the limit.

    Attributes:
        contested: true where another published factor of equivalence could turn the answer.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    contested: bool
    kind: Literal["dose_near_limit"] = "dose_near_limit"


class DepotActs(Reason):
    """A depot is counted as given for so many days after it was injected; a site default."""

    discloses: ClassVar = Disclosure.TREATMENT
    days: int
    kind: Literal["depot_acts"] = "depot_acts"


class TotalBodyIsCns(Reason):
    """Total body irradiation is read as CNS-directed; a site default."""

    discloses: ClassVar = Disclosure.TREATMENT
    kind: Literal["total_body_is_cns"] = "total_body_is_cns"


class CatalogueNote(Reason):
    """What the catalogue notes of a drug, by the drug's id."""

    discloses: ClassVar = Disclosure.TREATMENT
    drug: str
    kind: Literal["catalogue_note"] = "catalogue_note"


Note = (
    HalfLifeWithoutSource
    | IntrathecalAsProphylaxis
    | ClassNotNamed
    | ReplacementAboveLimit
    | DoseNearLimit
    | DepotActs
    | TotalBodyIsCns
    | CatalogueNote
)
