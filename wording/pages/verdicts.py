"""What is said of the verdicts on what was done."""

from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("registers", "verdicts")
@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWords:
    """One language; every text names its own blanks.

    Attributes:
        made_with: what a verdict was judged with; its blanks are those of what is kept with it.
        beside: above what is found today, where it is something else.
        earlier: above what stood before a fact was recorded or corrected.
        not_judged: of a rule that nobody judged when the step was done.
        no_more: of a rule that is not judged on the step any more.
        link: on the subject's own page.
        otherwise: how many would be judged otherwise today.
    """

    title: str
    about: str
    none: str
    given: str
    made_with: str
    beside: str
    earlier: str
    not_judged: str
    no_more: str
    link: str
    otherwise: Counted
