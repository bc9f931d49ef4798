"""The Day 0 from which the Day numbers of one subject count, where a page names the subject."""

from datetime import date
from functools import cache

from sqlalchemy import Engine

from dayzero import clock
from dayzero.web.recording.typed_days import around_reading
from dayzero.web.recording.whole_days import DayZero, no_subject
from dayzero.web.signing_in.visitors import NotThere, Visitor, reading_of


def day_zero_of_subject(engine: Engine, visitor: Visitor, subject: str) -> DayZero:
    """Reads and plans the subject, but only once a Day number is typed.

    A subject whom the person may not see is told as none.
    """

    @cache
    def day_zero() -> date | None:
        try:
            reading = reading_of(engine, visitor, subject)
        except NotThere:
            return no_subject()
        return around_reading(reading, clock.now()).day_zero()

    return day_zero
