"""Why a subject's path has ended."""

from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.reasons.reason import Reason


class PathEnded(Reason):
    """An event that ends a path, by its id in the protocol."""

    discloses: ClassVar = Disclosure.RESULT
    event: str
    kind: Literal["path_ended"] = "path_ended"
