"""What the week says: who comes on which day."""

from dataclasses import dataclass

from wording.filled import part


@part("pages", "week")
@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWords:
    """One language; every text names its own blanks.

    Attributes:
        no_hour: where only the day of a visit is known.
        count: how many come for one step.
        truth: what stands here, and what does not.
    """

    title: str
    heading: str
    earlier: str
    this_week: str
    later: str
    today: str
    no_hour: str
    nobody: str
    count: str
    truth: str
