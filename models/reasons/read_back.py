"""How a drug that was typed is read: said back, so that a wrong name is seen at once."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.reason import Reason
from models.reasons.recorded import DrugGiven


class DrugReadAs(Reason):
    """A name that means one drug.

    Attributes:
        classes: of the drug, as rules speak of them.
        like: ids of the drugs that it is easily taken for.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    given: DrugGiven
    drug: str
    classes: tuple[str, ...]
    like: tuple[str, ...] = ()
    kind: Literal["drug_read_as"] = "drug_read_as"


class DrugReadAsAny(Reason):
    """A name that means one of several drugs; it is judged by each of them."""

    discloses: ClassVar = Disclosure.TREATMENT
    given: DrugGiven
    drugs: tuple[str, ...]
    kind: Literal["drug_read_as_any"] = "drug_read_as_any"


class DrugUnread(Reason):
    """A name that the catalogue does not resolve; it is judged by every class it could be.

    Attributes:
        near: names of the catalogue that are spelled much like it, the nearest first.
    """

    discloses: ClassVar = Disclosure.TREATMENT
    given: DrugGiven
    near: tuple[str, ...] = ()
    kind: Literal["drug_unread"] = "drug_unread"


DrugRead = DrugReadAs | DrugReadAsAny | DrugUnread
