"""Where a washout ends, as a short line of its own in the calendar."""

from itertools import groupby
from operator import attrgetter

from calendars.entries.about import About
from calendars.entries.descriptions import WASHOUT_RULE, about_a_washout
from models.moments import Minute, local_day, start_of
from models.reasons.calendar.changes import BoundByRules
from models.reasons.calendar.titles import WashoutEndsAt, WashoutOverFrom
from models.reasons.reason import Reason
from models.schedule import Entry, EntryKind, EntryStatus
from models.timeline.results import Plan, Verdict
from models.timeline.values import StepState, VerdictValue

END_MINUTES = 15  # how long the line is drawn; the end itself is a minute

OVER = frozenset(
    {
        StepState.DONE,
        StepState.DONE_OUT_OF_WINDOW,
        StepState.MISSED,
        StepState.CANCELLED,
        StepState.NOT_APPLICABLE,
    }
)


def washout_entries(plan: Plan, about: About) -> list[Entry]:
    """One line for each minute at which a washout of a step still to come ends.

    Washouts that end on the same minute share a line; its key is that of the first.
    """
    ends = sorted(_open_washouts(plan), key=_end_and_cause)
    return [
        _entry(plan, clears_at, tuple(group), about)
        for clears_at, group in groupby(ends, key=attrgetter("clears_at"))
    ]


def _open_washouts(plan: Plan) -> list[Verdict]:
    """The last end of each rule and fact."""
    last: dict[tuple[str, str], Verdict] = {}
    for verdict in sorted(filter(_ends_somewhere, plan.verdicts), key=_end_and_cause):
        if plan.step(verdict.step).state not in OVER:
            last[verdict.rule, verdict.fact or ""] = verdict
    return list(last.values())


def _ends_somewhere(verdict: Verdict) -> bool:
    # rules by name: the age rule clears on a birthday, which no calendar may carry
    return (
        WASHOUT_RULE.fullmatch(verdict.rule) is not None
        and verdict.clears_at is not None
        and verdict.value is not VerdictValue.NOT_APPLICABLE
    )


def _end_and_cause(verdict: Verdict) -> tuple[Minute, str, str]:
    return verdict.clears_at or 0, verdict.rule, verdict.fact or ""


def _entry(plan: Plan, clears_at: Minute, verdicts: tuple[Verdict, ...], about: About) -> Entry:
    first = verdicts[0]
    day = local_day(clears_at, plan.zone)
    whole_day = clears_at == start_of(day, plan.zone)  # a rule in days clears with its day
    rules = tuple(dict.fromkeys(verdict.rule for verdict in verdicts))
    over: Reason = WashoutOverFrom(subject=plan.subject, rules=rules, day=day)
    ends: Reason = WashoutEndsAt(subject=plan.subject, rules=rules, at=clears_at)
    return Entry(
        subject=plan.subject,
        key=".".join(filter(None, ("washout", first.rule, first.fact))),
        step=first.step,
        status=EntryStatus.CONFIRMED,
        title=over if whole_day else ends,
        about=about_a_washout(verdicts, about),
        place=about.place,
        starts=None if whole_day else clears_at,
        ends=None if whole_day else clears_at + END_MINUTES,
        first_day=day if whole_day else None,
        last_day=day if whole_day else None,
        zone=plan.zone.key,
        kind=EntryKind.WASHOUT,
        busy=False,
        because=BoundByRules(rules=rules),
    )
