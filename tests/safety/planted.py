"""`python -m tests.safety.planted`: faults that are certainly there, and one that is not.

A process of its own: whatever tests are collected here must not be those of the run around it.
"""

import json
import sys
from collections.abc import Callable

from safety.changes import children
from safety.changes.caches import living_caches
from safety.changes.data import changed_text, living_data
from safety.changes.data import put_in_force as data_in_force
from safety.changes.functions import (
    ROOT,
    Definition,
    functions_in,
    living_functions,
    place_named,
)
from safety.changes.functions import put_in_force as body_in_force
from safety.changes.outcomes import NOT_KNOWN, Outcome, Usual
from safety.changes.sessions import Session, with_collected
from safety.hazards.removing import returning
from safety.mutants.data_faults import TRIAL
from safety.mutants.mutations import mutated

PLACE = place_named("models/timeline/verdicts/washout_verdicts.py::_value")
VALUE = dict(functions_in(PLACE.file))[PLACE]
ENDLESS = "[0 for _ in iter(int, 1)]"
SPEC = "tests/spec/test_ex_03_chemotherapy.py"


def outcomes(session: Session) -> dict[str, Outcome]:
    """Of each, by what it is."""
    children.ENDLESS_SECONDS = 2.0
    caches, living, items = living_caches(), living_data(), session.of([SPEC])
    living_functions(PLACE)
    for item in items[:3]:
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)  # its answers are cached now

    def tried(change: Callable[[], bool], seconds: float = 60, usual: Usual = NOT_KNOWN) -> Outcome:
        return session.try_change(change, items, seconds, usual).outcome

    def in_nothing() -> bool:
        caches.empty()
        return True

    def in_code(changed: Definition) -> bool:
        body_in_force(PLACE, changed)
        caches.empty()
        return True

    def in_data(find: str, becomes: str) -> bool:
        text = changed_text(TRIAL, "washout EX-03", find, becomes)
        return data_in_force({TRIAL: text}, caches, living)

    return {
        "nothing": tried(in_nothing),
        "in code": tried(lambda: in_code(mutated(VALUE, 0))),
        "in data": tried(lambda: in_data("strict = true", "strict = false")),
        "in data that cannot be read": tried(lambda: in_data('"14 days"', '"14 dogs"')),
        "in code that never ends": tried(lambda: in_code(returning(VALUE, ENDLESS)), seconds=2),
        "in code that never ends, where each test's time is known": tried(
            lambda: in_code(returning(VALUE, ENDLESS)), usual=dict.fromkeys(session.items, 0.0)
        ),
    }


def _tell(session: Session) -> None:
    sys.stdout.write(f"\n{json.dumps(outcomes(session))}\n")


if __name__ == "__main__":
    with_collected([SPEC], _tell, ROOT)
