"""Controls taken away one by one: the tests of their hazard must notice each."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
from safety.changes.outcomes import Change, Outcome, Tried
from safety.changes.sessions import Session, with_collected
from safety.hazards.reading import Control, Hazard

SECONDS = 300.0
"""After so long a control counts as one whose removal nobody noticed in time."""

NOTICED = {Outcome.KILLED, Outcome.REFUSED}


@dataclass(frozen=True)
class Removed:
    """One control taken away; `tried` is None where the hazard has no test to notice it."""

    hazard: Hazard
    control: Control
    tried: Tried | None

    @property
    def noticed(self) -> bool:
        """Whether the hazard turned red."""
        return self.tried is not None and self.tried.outcome in NOTICED


def remove_each(
    controls: list[tuple[Hazard, Control]], tell: Callable[["Removed"], None] | None = None
) -> list[Removed]:
    """Take away controls, each in a process of its own; each is told once it was tried."""
    named = {name for hazard, _ in controls for name in hazard.tests}
    files = sorted({name.split("::")[0] for name in named})
    removed: list[Removed] = []

    def work(session: Session) -> None:
        for each in _all(controls, session):
            removed.append(each)
            if tell is not None:
                tell(each)

    with_collected(files, work, ROOT)
    return removed


def _all(controls: list[tuple[Hazard, Control]], session: Session) -> Iterator[Removed]:
    removal = _Removal()
    every = session.of(name for hazard, _ in controls for name in hazard.tests)
    unfit = session.failing(removal.nothing, every, 10 * SECONDS)
    if unfit:
        print(f"fail though nothing was taken away, and notice nothing: {sorted(unfit)}")
    for hazard, control in controls:
        items = [item for item in session.of(hazard.tests) if item.nodeid not in unfit]
        change = removal.of(control)
        tried = session.try_change(change, items, SECONDS) if items else None
        yield Removed(hazard, control, tried)


class _Removal:
    """What taking away needs, looked for once in the process that the others split off from."""

    def __init__(self) -> None:
        self.caches, self.living = living_caches(), living_data()

    def nothing(self) -> bool:
        """Only what every removal does beside: the data is read anew."""
        return data_in_force({}, self.caches, self.living)

    def of(self, control: Control) -> Change:
        """What takes a control away, wherever it is called."""
        if control.function is not None:
            return self._of_function(control.function, control.becomes or "None")
        file, block = control.file or "", control.block or ""
        text = changed_text(file, block, control.find, control.becomes or "")
        return lambda: data_in_force({file: text}, self.caches, self.living)

    def _of_function(self, name: str, expression: str) -> Change:
        place = place_named(name)
        changed = returning(dict(functions_in(place.file))[place], expression)
        living_functions(place)

        def remove() -> bool:
            self.caches.empty()
            body_in_force(place, changed)
            return True

        return remove


def returning(function: Definition, expression: str) -> Definition:
    """A function that only returns, or yields, what an expression of its arguments is worth."""
    value = ast.parse(expression, mode="eval").body
    yields = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))
    body: ast.stmt = ast.Expr(ast.YieldFrom(value)) if yields else ast.Return(value)
    return type(function)(
        name=function.name, args=function.args, body=[body], decorator_list=[], returns=None
    )
