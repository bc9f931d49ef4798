"""`python -m safety.judges.solver`: the rules in months, asked of Z3 for all days at once.

Z3 is of the dependency group `safety`; where it is not installed the part says that it is skipped.
"""

import argparse
import importlib.util
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from safety.judges.solver.months import WHOLE, Calendar, day_of
from safety.judges.solver.rules import InMonths, rules_in_months
from safety.outcome import Outcome

FIRST, LAST = date(1900, 1, 1), date(2193, 12, 31)
"""Sixty months later is still a year that a chart can name."""


def disagreements(one: InMonths, every: int) -> Iterator[str]:
    """Days on which the text that the solver is asked about is not what the code says."""
    calendar, rule = Calendar(WHOLE), one.rule
    day = FIRST
    while day <= LAST:
        since = day_of(day)
        if one.expires:
            reached = calendar.fresh_until(since, rule.amount)
        else:
            reached = calendar.passed(since, rule.amount, exactly=rule.exactly)
        if reached != day_of(one.by_code(day)):
            yield f"{rule.id}: of {day} the code says {one.by_code(day)}"
        day += timedelta(days=every)


def solved(every: int) -> Outcome:
    """All rules: first whether the text is true to the code, then what the solver says of it."""
    from safety.judges.solver.questions import questions_on  # noqa: PLC0415 - needs Z3

    began, rules = time.monotonic(), rules_in_months()
    astray = [line for one in rules for line in disagreements(one, every)]
    asked = [(one, question) for one in rules for question in questions_on(one)]
    wrong = [f"{one.rule.id}: {q.name}" for one, q in asked if not q.answered_well()]
    days = (LAST - FIRST).days // every + 1
    counts = {
        "rules": len(rules),
        "days_compared": days * len(rules),
        "proofs": sum(not question.has_example for _, question in asked),
        "reachable": sum(question.has_example for _, question in asked),
        "wrong": len(wrong) + len(astray),
    }
    why = (*astray[:5], *wrong)
    return Outcome(
        part="solver",
        state="failed" if why else "passed",
        counts=counts,
        seconds=round(time.monotonic() - began),
        whole=every == 1,
        why=why,
    )


def main() -> int:
    """Ask, print, and keep what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="compare each so-manieth day alone")
    every = parser.parse_args().every
    if importlib.util.find_spec("z3") is None:
        why = ("z3-solver is not installed: uv sync --group safety",)
        outcome = Outcome(part="solver", state="skipped", counts={}, seconds=0, why=why)
    else:
        outcome = solved(every)
    outcome.write()
    sys.stdout.write(outcome.told())
    return 1 if outcome.state == "failed" else 0


if __name__ == "__main__":
    raise SystemExit(main())
