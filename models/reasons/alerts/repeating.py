"""What is asked where a step was given for an infusion that cannot follow it in time."""

from datetime import date
from typing import ClassVar, Literal

from models.disclosure import Disclosure
from models.moments import Span
from models.reasons.path.rules import NamedRule
from models.reasons.reason import Reason


class AskWhetherToRepeat(Reason):
    """Whether a course that was begun is given again: what was given is never moved.

    Attributes:
        rule: under which it may be.
        given: when it began.
        towards, until: the step that it was given for, and the last local day on which it serves.
    """

    discloses: ClassVar = Disclosure.NOTHING
    rule: NamedRule
    given: Span
    towards: str
    until: date
    kind: Literal["ask_whether_to_repeat"] = "ask_whether_to_repeat"
