"""Of whom a rule is asked, and so not of this subject."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.reason import Reason
from models.reasons.stated import Stated


class OnlyOf(Reason):
    """The rule concerns a population to which the subject does not belong."""

    discloses: ClassVar = Disclosure.RESULT
    stated: Stated
    step: str
    population: str
    kind: Literal["only_of"] = "only_of"
