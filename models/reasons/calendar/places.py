"""Where a visit is."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.reason import Reason


class AtSite(Reason):
    """A site of the trial, whose data have its name."""

    discloses: ClassVar = Disclosure.NOTHING
    site: str
    kind: Literal["at_site"] = "at_site"
