"""The colour of each word of a path.

Green is done or on track, grey needs nothing now, orange waits for a person, red is a limit
that is broken or passed. Nothing here knows Prefect: `tasks.prefect_pages.states` gives each
colour its type of state.
"""

from collections.abc import Mapping
from enum import StrEnum

from models.timeline.path_word import Word


class Colour(StrEnum):
    GREEN = "green"
    GREY = "grey"
    ORANGE = "orange"
    RED = "red"


GREEN, GREY, ORANGE, RED = Colour.GREEN, Colour.GREY, Colour.ORANGE, Colour.RED

COLOUR: Mapping[Word, Colour] = {
    Word.DONE: GREEN,
    Word.ON_TRACK: GREEN,
    Word.BOOKED: GREY,
    Word.PLANNED: GREY,
    Word.NOT_APPLICABLE: GREY,
    Word.CALLED_OFF: GREY,
    Word.CLOSED: GREY,
    Word.MOVED: GREY,
    Word.OVERTAKEN: GREY,
    Word.DUE: ORANGE,
    Word.AT_RISK: ORANGE,
    Word.CANNOT_TELL: ORANGE,
    Word.OVERDUE: RED,
    Word.MISSED: RED,
    Word.BLOCKED: RED,
    Word.INELIGIBLE: RED,
    Word.VIOLATED: RED,
}
