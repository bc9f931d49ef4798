"""Why a site does not work on a day, in English."""

from datetime import date

from models.protocol import load_protocol
from models.timeline.network.working_days import WorkingCalendar
from wording import Voice, say


def why_closed(calendar: WorkingCalendar, day: date) -> str | None:
    """None on a working day."""
    why = calendar.why_closed(day)
    voice = Voice(language="en", zone=calendar.site.zone, protocol=load_protocol())
    return None if why is None else say(why, voice)
