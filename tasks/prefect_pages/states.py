"""Each word of a path as a state of Prefect's.

Prefect paints a run by the type of its state and labels it by the state's name, so a
green tick called "Overdue" would mislead. Here each colour has the one type that Prefect
paints alike. Our own faults keep Prefect's names Failed and Crashed, which no word is.

Prefect's only orange is CRASHED, which success rates and other people's alerts count as a
fault. What is merely due is none: it is grey there, as what is booked or planned.
"""

from collections.abc import Mapping

from prefect.client.schemas.objects import State, StateType

from models.timeline.path_word import Word
from pictures.colours import COLOUR, Colour

TYPE_OF: Mapping[Colour, StateType] = {
    Colour.GREEN: StateType.COMPLETED,
    Colour.GREY: StateType.CANCELLED,
    Colour.ORANGE: StateType.CRASHED,
    Colour.RED: StateType.FAILED,
}


def state_of(word: Word, message: str) -> State[None]:
    """A final state whose colour and name say the same."""
    colour = Colour.GREY if word is Word.DUE else COLOUR[word]
    return State(type=TYPE_OF[colour], name=word.value, message=message)
