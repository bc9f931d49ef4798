"""A trial's files that do not lie where an installation looks for them."""

from typing import Literal

from models.reasons.refusals.refusal import WithFacts


class NotCalledByItsId(WithFacts):
    trial: str
    kind: Literal["not_called_by_its_id"] = "not_called_by_its_id"


class DrugsOfOneTrial(WithFacts):
    of: str
    kind: Literal["drugs_of_one_trial"] = "drugs_of_one_trial"


class OneSiteTwoHospitals(WithFacts):
    site: str
    one: str
    other: str
    kind: Literal["one_site_two_hospitals"] = "one_site_two_hospitals"
