"""A constant of a module, given another value wherever it was imported by its name."""

import ast
import sys
from collections.abc import Iterator
from importlib import import_module

from safety.changes.functions import Definition, Place, tree_of

_NO_VALUES = frozenset({"TypeVar", "NewType"})


def constants_in(file: str) -> Iterator[tuple[Place, Definition]]:
    """What a file assigns to a name once; as a function that does nothing else."""
    for node in tree_of(file).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        assigns = isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        if assigns and isinstance(target, ast.Name) and not _is_of_types(node):
            yield Place(file, target.id), _alone(target.id, node)


def put_in_force(place: Place, changed: Definition) -> None:
    """Assign it anew, and where another module holds what it was."""
    module = import_module(place.module)
    before = vars(module)[place.name]
    body = ast.fix_missing_locations(ast.Module(body=changed.body, type_ignores=[]))
    exec(compile(body, str(place.path), "exec"), vars(module))  # noqa: S102 our own text, changed
    after = vars(module)[place.name]
    for other in list(sys.modules.values()):
        if vars(other).get(place.name) is before:
            setattr(other, place.name, after)


def _alone(name: str, node: ast.stmt) -> Definition:
    arguments = ast.arguments([], [], None, [], [], None, [])
    function = ast.FunctionDef(name=name, args=arguments, body=[node], decorator_list=[])
    return ast.copy_location(function, node)


def _is_of_types(node: ast.stmt) -> bool:
    """A name for mypy alone."""
    called = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    return any(isinstance(each, ast.Name) and each.id in _NO_VALUES for each in called)
