"""A step in a reader's words."""

from models.timeline.results import StepOutcome
from wording.calendars import Wording
from wording.texts import in_language


def title_of(outcome: StepOutcome, says: Wording) -> str:
    """The protocol's title of a step, in the reader's language; `second apheresis` if it is."""
    return says.numbered(in_language(outcome.titles, says.language), outcome.time)
