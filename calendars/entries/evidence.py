"""Until when a test on record counts, as a line of its own on its last day."""

from datetime import date

from calendars.entries.both_languages import About, in_both
from calendars.entries.titles import title_of
from calendars.entries.washouts import OVER
from models.schedule import Entry, EntryKind, EntryStatus
from models.timeline.results import Plan, StepOutcome, Verdict
from models.timeline.values import VerdictValue


def evidence_entries(plan: Plan, about: About) -> list[Entry]:
    """One line for each rule that a test on record meets for a step still to come.

    Neither what was tested nor with which result: the rule, the step and the day.
    """
    steps = {outcome.step: outcome for outcome in plan.steps}
    return [
        _entry(plan, steps[verdict.step], verdict, verdict.counts_until, about)
        for verdict in plan.verdicts
        if verdict.counts_until is not None
        and verdict.value is VerdictValue.MET
        and verdict.step in steps
        and steps[verdict.step].state not in OVER
    ]


def _entry(plan: Plan, outcome: StepOutcome, verdict: Verdict, until: date, about: About) -> Entry:
    return Entry(
        subject=plan.subject,
        key=".".join(filter(None, ("evidence", verdict.rule, verdict.fact))),
        step=verdict.step,
        status=EntryStatus.CONFIRMED,
        **in_both(
            lambda says: says.evidence.format(
                subject=plan.subject,
                rule=verdict.rule,
                title=title_of(outcome, says),
                day=says.say_day(until),
            ),
            lambda says: says.evidence_about.format(
                rule=about.cite(verdict.rule, says),
                title=title_of(outcome, says),
                day=says.say_day(until, year=True),
            ),
            about,
        ),
        first_day=until,
        last_day=until,
        zone=plan.zone.key,
        kind=EntryKind.EVIDENCE,
        busy=False,
        bound_by=(verdict.rule,),
    )
