"""Reminders that a reader asked for, each serialised once and put into its event.

An all-day visit begins at midnight: its reminders count from nine in the morning, so that
"a day before" rings while people are awake.
"""

from datetime import timedelta
from functools import lru_cache

from icalendar import Alarm, vDuration

from calendars.feeds.variants import Variant
from wording.calendars import Wording

MORNING = 9 * 60  # minutes after midnight
MINUTES_PER_HOUR, MINUTES_PER_DAY = 60, 24 * 60


@lru_cache(maxsize=32_768)
def alarm_bytes(uid: str, summary: str, lead: int, variant: Variant, *, all_day: bool) -> bytes:
    """One VALARM, `lead` minutes before its event; its UID is stable for event and lead."""
    return bytes(alarm_component(uid, summary, lead, variant, all_day=all_day).to_ical())


def alarm_component(uid: str, summary: str, lead: int, variant: Variant, *, all_day: bool) -> Alarm:
    """The reminder as the library's component."""
    before = timedelta(minutes=(MORNING if all_day else 0) - lead)
    said = " / ".join(
        says.alarm.format(lead=say_lead(lead, says), summary=summary) for says in variant.wordings
    )
    alarm = Alarm()
    alarm.add("UID", f"{uid.removesuffix('@dayzero')}.alarm-{lead}@dayzero")
    alarm.add("ACTION", "DISPLAY")
    alarm.add("TRIGGER", vDuration(before))
    alarm.add("DESCRIPTION", said)
    return alarm


def say_lead(minutes: int, says: Wording) -> str:
    """`2 d`, `90 min`: in the largest unit that says it exactly."""
    if minutes and minutes % MINUTES_PER_DAY == 0:
        return says.lead_days.of(minutes // MINUTES_PER_DAY)
    if minutes and minutes % MINUTES_PER_HOUR == 0:
        return says.lead_hours.of(minutes // MINUTES_PER_HOUR)
    return says.lead_minutes.of(minutes)
