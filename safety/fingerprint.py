"""What code and data say, as one hash: a comment, a docstring or a line break changes nothing.

It is taken of the parsed text, so that what was tried holds until the meaning changes.
"""

import ast
import hashlib
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
MODELS: Final = ROOT / "models"
_DOCUMENTED: Final = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def fingerprint_of(files: Iterable[Path], folder: Path = MODELS) -> str:
    """One hash of Python and TOML files below a folder, whatever their order."""
    digest = hashlib.sha256()
    for path in sorted(files, key=lambda path: path.relative_to(folder).as_posix()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(_meaning(path).encode() + b"\0")
    return digest.hexdigest()


def _meaning(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".toml":
        return json.dumps(tomllib.loads(text), sort_keys=True, default=str)
    return json.dumps(_of_node(ast.parse(text)))


def _of_node(node: object) -> object:
    """A node as its kind and the fields that say something: the same in each version of Python."""
    if isinstance(node, list):
        return [_of_node(each) for each in node]
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = ((name, _field(node, name, value)) for name, value in ast.iter_fields(node))
    return [type(node).__name__, *([n, _of_node(v)] for n, v in fields if v not in (None, []))]


def _field(node: ast.AST, name: str, value: object) -> object:
    documented = name == "body" and isinstance(node, _DOCUMENTED)
    if documented and ast.get_docstring(node, clean=False) is not None:  # type: ignore[arg-type]
        return list(value)[1:] if isinstance(value, list) else value
    return value
