"""A function of the code found by its name, and given another body in this process.

The function object stays the same, only its `__code__` is another: whoever imported it, or
wrapped it in a cache or a property, runs the change as well.
"""

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType

ROOT = Path(__file__).parents[2]
Definition = ast.FunctionDef | ast.AsyncFunctionDef


class NoSuchFunction(LookupError):
    """A name that means no function, or none that is in use."""


@dataclass(frozen=True)
class Place:
    """Where a function is written.

    Attributes:
        file: from the root of the project: models/timeline/windows/windows.py.
        name: as Python qualifies it: Lymphodepletion.holds.
    """

    file: str
    name: str

    @property
    def path(self) -> Path:
        """Of its file on this machine."""
        return ROOT / self.file

    @property
    def module(self) -> str:
        """The name under which its file is imported."""
        return self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def __str__(self) -> str:
        return f"{self.file}::{self.name}"


def place_named(text: str) -> Place:
    """`models/…/windows.py::windows_at` as a place.

    Raises:
        NoSuchFunction: if the file has no such function.
    """
    file, _, name = text.partition("::")
    place = Place(file, name)
    if not place.path.is_file() or place not in dict(functions_in(file)):
        raise NoSuchFunction(text)
    return place


@cache
def tree_of(file: str) -> ast.Module:
    """The syntax of a file of this project."""
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def functions_in(file: str) -> Iterator[tuple[Place, Definition]]:
    """Every function of a file and method of its classes; not those inside a function."""
    yield from _functions(tree_of(file).body, file, "")


def _functions(body: list[ast.stmt], file: str, prefix: str) -> Iterator[tuple[Place, Definition]]:
    for node in body:
        if isinstance(node, Definition):
            yield Place(file, prefix + node.name), node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node.body, file, f"{prefix}{node.name}.")


# ---------------------------------------------------------------- another body


def put_in_force(place: Place, changed: Definition) -> None:
    """Give a function another body, in every place that holds it.

    Raises:
        NoSuchFunction: if no living function has that name.
    """
    code = _compiled(place, changed)
    living = living_functions(place)
    if not living:
        raise NoSuchFunction(str(place))
    for function in living:
        function.__code__ = code


def living_functions(place: Place) -> list[FunctionType]:
    """The function objects that were made of it; its module is imported if it was not."""
    import_module(place.module)
    return _living().get((str(place.path), place.name), [])


@cache
def _living() -> dict[tuple[str, str], list[FunctionType]]:
    """All functions of the project by file and name; objects that were frozen are seen too."""
    gc.unfreeze()
    found: dict[tuple[str, str], list[FunctionType]] = {}
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(f"{ROOT}/"):
            key = (each.__code__.co_filename, each.__code__.co_qualname)
            found.setdefault(key, []).append(each)
    return found


def _compiled(place: Place, changed: Definition) -> CodeType:
    """The code of a changed function, with the classes around it for what it closes over."""
    bare = _without_decorators(changed)
    *classes, _ = place.name.split(".")
    body: ast.stmt = bare
    for name in reversed(classes):
        body = ast.ClassDef(name=name, bases=[], keywords=[], body=[body], decorator_list=[])
    module = ast.fix_missing_locations(ast.Module(body=[body], type_ignores=[]))
    code = compile(module, str(place.path), "exec", dont_inherit=True)
    for name in place.name.split("."):
        inner = (each for each in code.co_consts if isinstance(each, CodeType))
        code = next(each for each in inner if each.co_name == name)
    return code


def _without_decorators(changed: Definition) -> Definition:
    """Its code alone is wanted: caches and properties around it are there already."""
    changed.decorator_list = []
    return changed
