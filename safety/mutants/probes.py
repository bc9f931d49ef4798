"""Which test runs which statement: each function says so itself, for one run of all tests."""

import ast
import copy
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import CodeType, FunctionType

from models.chart.catalogue.catalogue import Catalogue, Meaning
from models.protocol.loading.data_folder import SHIPPED
from models.protocol.loading.loader import read_protocol
from safety.changes.caches import Caches
from safety.changes.children import Item, results
from safety.changes.functions import Definition, Place, functions_in, living_functions, put_in_force
from safety.mutants.mutations import statements_of

PROBE = "__ran__"
LOADING = "the trial's data is read"
"""In place of a test's name."""


@dataclass(frozen=True)
class Ran:
    """What one test ran, by function and statement, which drugs it read, and its seconds.

    Attributes:
        fit: whether it passes as well where the same data is read anew, and so may judge data.
    """

    statements: frozenset[str]
    seconds: float
    passed: bool
    fit: bool = True


def statement_key(place: Place, number: int) -> str:
    """Names a statement."""
    return f"{place}#{number}"


def drug_key(drug: str) -> str:
    """Names a drug of the catalogue among statements: a test may read it."""
    return f"drug {drug}"


def record(
    items: Iterable[Item], files: Iterable[str], caches: Caches, unfit: frozenset[str]
) -> Iterator[tuple[str, Ran]]:
    """Run every test once with probes in the functions of some files; nothing is left of them."""
    seen: set[str] = set()
    before = list(_with_probes(files, seen))
    read = Catalogue._read  # noqa: SLF001 the one place that every name goes through

    def reading(self: Catalogue, name: str) -> Meaning:
        meaning = read(self, name)
        seen.update(drug_key(drug.id) for drug in meaning.drugs)
        return meaning

    Catalogue._read = reading  # type: ignore[method-assign] # noqa: SLF001
    try:
        yield LOADING, _run_by_loading(seen)
        yield from _run_each(items, seen, caches, unfit)
    finally:
        Catalogue._read = read  # type: ignore[method-assign] # noqa: SLF001
        for function, code in before:
            function.__code__ = code


def _run_by_loading(seen: set[str]) -> Ran:
    """What reads the trial's data: every test rests on it, though none runs it again."""
    began = time.process_time()
    read_protocol(SHIPPED / "nct04684147.toml")
    return Ran(frozenset(seen), time.process_time() - began, passed=True)


def _run_each(
    items: Iterable[Item], seen: set[str], caches: Caches, unfit: frozenset[str]
) -> Iterator[tuple[str, Ran]]:
    for item in items:
        caches.empty()  # what another test worked out is run by this one as well
        seen.clear()
        began = time.process_time()
        passed = all(passed for _, passed in results([item]))
        took, fit = time.process_time() - began, item.nodeid not in unfit
        yield item.nodeid, Ran(frozenset(seen), took, passed, fit)


def _with_probes(files: Iterable[str], seen: set[str]) -> Iterator[tuple[FunctionType, CodeType]]:
    for file in files:
        for place, function in functions_in(file):
            living = living_functions(place)
            yield from ((each, each.__code__) for each in living)
            if living:
                setattr(sys.modules[place.module], PROBE, seen.add)
                put_in_force(place, _probed(place, function))


def _probed(place: Place, function: Definition) -> Definition:
    probed = copy.deepcopy(function)
    numbers = {id(each): n for n, each in enumerate(statements_of(probed))}
    for node in list(ast.walk(probed)):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and not isinstance(node, ast.ClassDef):
                setattr(node, name, list(_each_said(block, place, numbers)))
    return probed


def _each_said(block: list[ast.stmt], place: Place, numbers: dict[int, int]) -> Iterator[ast.stmt]:
    for statement in block:
        if id(statement) in numbers:
            said = ast.Constant(statement_key(place, numbers[id(statement)]))
            yield ast.Expr(ast.Call(ast.Name(PROBE, ast.Load()), [said], []))
        yield statement
