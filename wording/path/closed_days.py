"""Why a site does not work on a day; holidays by the names that the official calendar has."""

from models.reasons.path.closed_days import HoursOver, PublicHoliday, SiteClosure, WeekendDay
from models.timeline.network.official_days import name_of_holiday
from wording.saying import says
from wording.voice import Voice


@says(WeekendDay)
def weekend_day(reason: WeekendDay, voice: Voice) -> str:
    return voice.words("closed_days")(f"weekday.{reason.weekday}")


@says(PublicHoliday)
def public_holiday(reason: PublicHoliday, voice: Voice) -> str:
    words = voice.words("closed_days")
    named = name_of_holiday(reason.country, reason.day, words("holidays_locale"))
    return named or words(f"weekday.{reason.day.weekday()}")


@says(SiteClosure)
def site_closure(reason: SiteClosure, _voice: Voice) -> str:
    return reason.written


@says(HoursOver)
def hours_over(_reason: HoursOver, voice: Voice) -> str:
    return voice.words("closed_days")("hours_over")
