"""What is said at a terminal to who writes a trial's data."""

from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("terminal", "authoring")
@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoringWords:
    """One language; every text names its own blanks.

    Attributes:
        idle: something that refuses nothing and will never matter.
        flaws: how many refuse the data.
        idles: how many things will never matter.
        sound: that nothing refuses the data.
        unsound: that something does, and that nobody can be planned by it.
        waits: that the rules could not all be looked at yet.
        borrowed: which files its folder has not, so that the installation's were read.
        begun: that a trial was written, and where.
        drafted: that a schedule was drafted, and what is still to be written.
        exported: that a schedule was written.
        next_check, next_plan: what to type next.
    """

    idle: str
    flaws: Counted
    idles: Counted
    sound: str
    unsound: str
    waits: str
    borrowed: str
    begun: str
    drafted: str
    exported: str
    next_check: str
    next_plan: str
