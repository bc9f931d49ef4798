"""When, with no new fact, a state, verdict or alert will next change.

What is compared with now turns at a minute that the judging itself notes (`watched_now`). What
slides with now is looked at alone (`sliding`) up to that minute: at its end where no suggested
date moves, else on each day of a week and once in each week. The picture is judged again where
something turned, to see whether a person would notice.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from models.moments import NEVER, Minute, local_day, local_days, start_of
from models.timeline.planning.looks import Look, look_at
from models.timeline.planning.sliding import Slid, slid_in, slid_to
from models.timeline.values import StepState
from models.timeline.windows.case import Case

_SLIDING_DAYS = 7  # while dates slide with now, each day of a week is looked at,
_SLIDING_WEEKS = 60  # then each week of more than a year
_MOST_LOOKS = 500  # after as many in vain the plan is made anew: too early costs no more than that

_SETTLED = {
    StepState.DONE,
    StepState.DONE_OUT_OF_WINDOW,
    StepState.MISSED,
    StepState.CANCELLED,
    StepState.NOT_APPLICABLE,
}

LookAt = Callable[[Case, Minute], Look]


def next_change(case: Case, first: Look, look: LookAt = look_at) -> Minute | None:
    """The first minute after a look at which a picture with the same facts differs.

    None where nothing ever does; a minute too early where the search for it would be too long.
    """
    if _is_over(case, first):
        return None
    here, day = first, local_day(first.minute, case.chart.zone)
    horizon = start_of(day + timedelta(weeks=_SLIDING_WEEKS), case.chart.zone)
    for _ in range(_MOST_LOOKS):
        slides, is_seen = _first_slide(here, horizon)
        minute = here.turns if slides is None else slides
        if is_seen:
            return minute
        if minute >= NEVER:
            return None
        here = look(case, minute)
        if here.signature != first.signature:
            break
    return here.minute


def _is_over(case: Case, look: Look) -> bool:
    """Nothing is left that the passing of time could change; a recorded day to come may be."""
    settled = _SETTLED.issuperset(look.situation.states.values())
    return case.closing is not None and settled and look.turns >= NEVER


def _first_slide(here: Look, horizon: Minute) -> tuple[Minute | None, bool]:
    """The first minute before anything turns at which what slides differs; if it is seen."""
    base, alike = slid_in(here.situation), here.minute
    for minute in _sampled(here, base, horizon):
        slid = slid_to(minute, here.situation)
        if slid.differs(base):
            return _first_that_differs(alike, minute, slid, base, here)
        alike = minute
    return None, False


def _first_that_differs(
    alike: Minute, differs: Minute, slid: Slid, base: Slid, here: Look
) -> tuple[Minute, bool]:
    """The first of these minutes, and whether its verdicts are others: a person sees those."""
    found = {alike: base, differs: slid}

    def is_new(minute: Minute) -> bool:
        if minute not in found:
            found[minute] = slid_to(minute, here.situation)
        return found[minute].differs(base)

    zone = here.situation.scene.case.chart.zone
    midnights = [start_of(day, zone) for day in local_days(alike, differs, zone)]
    alike, differs = _narrowed((alike, *midnights[1:], differs), is_new)
    if is_new(differs - 1):  # else it changes at that midnight, as most does
        alike, differs = _narrowed(range(alike, differs), is_new)
    return differs, found[differs].judged != base.judged


def _narrowed(minutes: Sequence[Minute], is_new: Callable[[Minute], bool]) -> tuple[Minute, Minute]:
    """The last of these minutes that is not new, and the one after it; the last of all is new."""
    place = bisect_left(minutes, 1, lo=1, hi=len(minutes) - 1, key=is_new)
    return minutes[place - 1], minutes[place]


def _sampled(here: Look, base: Slid, horizon: Minute) -> Iterator[Minute]:
    """The last minute before anything turns; days and weeks before it if dates move till then."""
    zone = here.situation.scene.case.chart.zone
    day = local_day(here.minute, zone)
    last = min(here.turns - 1, horizon)
    if last <= here.minute:
        return
    if slid_to(last, here.situation).proposed != base.proposed:
        days = [*range(1, _SLIDING_DAYS + 1), *range(14, 7 * _SLIDING_WEEKS, 7)]
        for number in days:
            minute = start_of(day + timedelta(days=number), zone)
            if minute < last:
                yield minute
    yield last
