"""The days on which a steroid acts: those of its course, and of a depot many more."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from models.chart.catalogue.drug import Depot
from models.chart.facts import DrugFact
from models.timeline.exposures.daily_doses import UNKNOWN, Amount, Course, Days, course_of


def steroid_course(fact: DrugFact, amount: Amount, depot: Depot | None, zone: ZoneInfo) -> Course:
    """The days of a steroid; each on which a depot may act counts as one of a therapeutic dose.

    How much it releases on a day, its dose does not tell.
    """
    if depot is None:
        return course_of(fact, amount, zone)
    return course_of(fact, Amount(UNKNOWN, UNKNOWN), zone, longer=depot.days)


def any_of(courses: Sequence[Course], *, certain: bool) -> Course:
    """One course for several that one fact may be about; sure is only what all of them add.

    They begin together, and end on different days.

    Args:
        certain: the fact is about one of them, and nothing else.
    """
    return replace(
        courses[0],
        amount=Amount(
            min(course.amount.least for course in courses),
            max(course.amount.most for course in courses),
        ),
        certain=_shared([course.certain for course in courses]) if certain else None,
        possible=Days(courses[0].possible.first, max(course.possible.last for course in courses)),
    )


def _shared(days: Sequence[Days | None]) -> Days | None:
    known = [each for each in days if each is not None]
    if len(known) < len(days):
        return None
    return Days(known[0].first, min(each.last for each in known))
