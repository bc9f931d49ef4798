"""Every single fault of a function or constant, numbered so that it can be made again.

What stands in the head of a function or in the body of a class (defaults, decorators, fields) is
not changed: it is worked out once, when the module is imported.
"""

import ast
import copy
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from safety.changes.constants import constants_in
from safety.changes.functions import ROOT, Definition, Place, functions_in
from safety.mutants.operators import Fault, faults_of

TARGETS = (
    "models/timeline/verdicts",
    "models/timeline/readings",
    "models/timeline/exposures",
    "models/timeline/windows",
    "models/timeline/network",
    "models/timeline/states",
    "models/protocol/arithmetic",
)
_NOT_RUN = ("annotation", "returns", "decorator_list", "args", "type_comment")
"""Parts of the syntax that a call does not run: annotations, decorators, defaults."""


@dataclass(frozen=True)
class Mutation:
    """One fault of one function.

    Attributes:
        digest: of the function without its docstrings: another one, another mutation.
        number: its place among all of the function.
        statement: the innermost statement that it is in, as `statements_of` numbers them.
    """

    place: Place
    digest: str
    number: int
    statement: int
    line: int
    kind: str
    before: str
    after: str

    @property
    def owner(self) -> str:
        """What a result is kept under: the function as it is."""
        return f"{self.place} {self.digest}"

    @property
    def name(self) -> str:
        """The key under which its result is kept, beside the function's digest."""
        return f"{self.number} {self.kind}: {self.before} → {self.after}"


def target_files() -> list[str]:
    """Every file of the rooms that are tried, and of the rooms in them."""
    paths = (path for room in TARGETS for path in sorted((ROOT / room).rglob("*.py")))
    return [str(path.relative_to(ROOT)) for path in paths]


def all_mutations(files: list[str] | None = None) -> Iterator[Mutation]:
    """Every fault of every function and constant of some files."""
    for file in target_files() if files is None else files:
        for place, function in definitions_in(file).items():
            yield from mutations_of(place, function)


@cache
def definitions_in(file: str) -> Mapping[Place, Definition]:
    """Every function of a file, and every constant as a function that assigns it."""
    return {**dict(functions_in(file)), **dict(constants_in(file))}


def is_constant(place: Place) -> bool:
    """Whether a place is a constant of its module."""
    return place not in dict(functions_in(place.file))


def mutations_of(place: Place, function: Definition) -> Iterator[Mutation]:
    """Every fault of one function, in the order of its text."""
    digest, number = digest_of(function), 0
    for node, statement in _run(function):
        for fault in faults_of(node):
            line = getattr(node, "lineno", function.lineno)
            shown = _shown(node), _shown(fault.becomes)
            if not _is_doubled(node, fault):
                yield Mutation(place, digest, number, statement, line, fault.kind, *shown)
            number += 1


def _is_doubled(node: ast.AST, fault: Fault) -> bool:
    """Of a plain yes or no the opposite is tried: nothing is the same as no."""
    value = getattr(node, "value", None)
    plain = isinstance(value, ast.Constant) and isinstance(value.value, bool)
    return plain and fault.kind == "returns nothing"


def mutated(function: Definition, number: int) -> Definition:
    """A copy of a function with one fault."""
    changed, count = copy.deepcopy(function), 0
    for node, _ in _run(changed):
        for fault in faults_of(node):
            if count == number:
                return _with(changed, node, fault)
            count += 1
    raise IndexError(number)


def _with(function: Definition, node: ast.AST, fault: Fault) -> Definition:
    class Replacing(ast.NodeTransformer):
        def visit(self, each: ast.AST) -> ast.AST:
            if each is node:
                return (
                    ast.copy_location(fault.becomes, each)
                    if hasattr(each, "lineno")
                    else fault.becomes
                )
            return self.generic_visit(each)

    changed = Replacing().visit(function)
    assert isinstance(changed, Definition)  # noqa: S101 no fault is of the function itself
    return changed


def digest_of(function: Definition) -> str:
    """Names what a function does: docstrings and comments may change."""
    bare = copy.deepcopy(function)
    for node in ast.walk(bare):
        if isinstance(node, Definition) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return hashlib.sha256(ast.dump(bare).encode()).hexdigest()[:12]


def _run(function: Definition) -> Iterator[tuple[ast.AST, int]]:
    """Every node that a call runs, with the number of the statement it is in."""
    numbers = {id(statement): n for n, statement in enumerate(statements_of(function))}
    for statement in function.body:
        yield from _inside(statement, numbers, 0)


def _inside(node: ast.AST, numbers: dict[int, int], current: int) -> Iterator[tuple[ast.AST, int]]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    current = numbers.get(id(node), current)
    yield node, current
    for name, value in ast.iter_fields(node):
        if name not in _NOT_RUN or isinstance(node, ast.Call):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _inside(child, numbers, current)


def statements_of(function: Definition) -> list[ast.stmt]:
    """All statements inside a function, in the order of its text."""
    return [node for node in _in_order(function) if isinstance(node, ast.stmt)][1:]


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _in_order(child)


def _shown(node: ast.AST) -> str:
    """At most the first line, for whoever reads the list."""
    if isinstance(node, ast.comprehension):
        return " ".join(f"if {ast.unparse(each)}" for each in node.ifs) or "no condition"
    text = ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).splitlines()[0]
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 as wide as is read at once


def file_digest(path: Path) -> str:
    """Names a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
