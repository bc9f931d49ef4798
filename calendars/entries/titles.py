"""A step in a reader's words."""

from models.timeline.results import StepOutcome
from wording.calendars import Wording


def title_of(outcome: StepOutcome, says: Wording) -> str:
    """The protocol's title of a step, in the reader's language; `second apheresis` if it is."""
    title = outcome.title_zh if says.language == "zh" else outcome.title
    return says.numbered(title, outcome.time)
