"""Each message is declared by a part, or asked for by name with the facts that it says."""

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import wording
from wording.checks.catalogues import NUMBER, facts_of, messages_in
from wording.checks.refusals import asked_by_reasons, is_of_an_error, kinds_of_errors
from wording.filled import From, messages_of, parts
from wording.language import CATALOGUES, ENGLISH

_BY_DATA = frozenset({"language"})
"""Topics whose ids come from elsewhere: what a language says of itself."""

_ANY = ""  # the topic of a catalogue that was handed in


@dataclass(frozen=True, slots=True)
class Call:
    """One call that asks for a message by its name.

    Attributes:
        facts: what it passes; None where it passes a mapping as a whole.
    """

    place: str
    topic: str | None
    message: str
    facts: frozenset[str] | None


def flaws_of_use(root: Path) -> Iterator[str]:
    """Messages that nobody asks for, and calls that pass other facts than there are blanks."""
    known = {
        From(file.stem, name): facts_of(message)
        for file in sorted((CATALOGUES / ENGLISH).rglob("*.po"))
        for name, message in messages_in(file).items()
    }
    files = sorted((root / "wording").rglob("*.py"))
    calls = list(dict.fromkeys(call for file in files for call in calls_in(file)))
    made_up = {each for file in files for each in ids_made_in(file, known)}
    kinds = kinds_of_errors(root)
    of_errors = {each for each in known if is_of_an_error(each, kinds)}
    yield from _unused(known.keys() - made_up - of_errors, calls, known)
    for call in calls:
        yield from _wrong(call, known)
    for asked, facts in asked_by_reasons():
        if not known.get(asked, frozenset()) <= facts:
            yield f"{asked.topic}.po: “{asked.message}” says other facts than its reason has"


def _unused(
    left: Collection[From], calls: list[Call], known: Mapping[From, frozenset[str]]
) -> Iterator[str]:
    declared = set(_declared())
    named = {(call.topic, call.message) for call in calls}
    for each in sorted(left, key=str):
        asked = {(each.topic, each.message), (None, each.message)} & named
        if each not in declared and not asked and each.topic not in _BY_DATA:
            yield f"{each.topic}.po: nobody asks for “{each.message}”"
    for each in sorted(declared - known.keys(), key=str):
        yield f"{each.topic}.po: lacks “{each.message}”, which a part or a refusal declares"


def _declared() -> Iterator[From]:
    for module in walk_packages(wording.__path__, "wording."):
        import_module(module.name)
    for kind in parts():
        yield from messages_of(kind)
    for asked, _ in asked_by_reasons():
        yield asked


def _wrong(call: Call, known: Mapping[From, frozenset[str]]) -> Iterator[str]:
    found = {
        each.topic: blanks
        for each, blanks in known.items()
        if each.message == call.message and call.topic in {None, each.topic}
    }
    if not found:
        yield f"{call.place}: there is no message “{call.message}”"
    elif call.facts is not None and call.facts not in found.values():
        asked = " or ".join(", ".join(sorted(blanks)) for blanks in found.values())
        yield f"{call.place}: “{call.message}” has blanks for {asked or 'nothing'}"


def calls_in(file: Path) -> Iterator[Call]:
    """Calls of a catalogue in one module: `words("id", fact=…)`, `….counted("id", number)`.

    A catalogue is what `catalogue(language, "topic")` or `voice.words("topic")` gives, there
    or under the name that it was given to in the same function, or handed in as `Catalogue`.
    """
    for scope in ast.walk(ast.parse(file.read_text())):
        if isinstance(scope, ast.FunctionDef):
            yield from _calls_of(scope, f"{file.parent.name}/{file.name}")


def ids_made_in(file: Path, known: Collection[From]) -> Iterator[From]:
    """Messages of a module's topics whose ids it makes: `f"step_lost.{mark}"`, or hands on."""
    tree = ast.parse(file.read_text())
    written = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    patterns = [_pattern(n) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr)]
    for each in known:
        made = each.message in written or any(p.fullmatch(each.message) for p in patterns)
        if each.topic in written and made:
            yield each


def _pattern(joined: ast.JoinedStr) -> re.Pattern[str]:
    parts = (
        re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in joined.values
    )
    return re.compile("".join(parts))


def _calls_of(scope: ast.FunctionDef, file: str) -> Iterator[Call]:
    names = dict(_names_of_catalogues(scope))
    for node in ast.walk(scope):
        if not isinstance(node, ast.Call):
            continue
        counted = isinstance(node.func, ast.Attribute) and node.func.attr == "counted"
        asked = node.func.value if counted and isinstance(node.func, ast.Attribute) else node.func
        topic = names.get(asked.id) if isinstance(asked, ast.Name) else _topic(asked)
        if topic is None:
            continue
        for message in _literals(node.args[0]) if node.args else ():
            facts = _facts(node, counted=counted)
            yield Call(f"{file}:{node.lineno}", topic or None, message, facts)


def _names_of_catalogues(scope: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    for argument in (*scope.args.args, *scope.args.kwonlyargs):
        if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "Catalogue":
            yield argument.arg, _ANY
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for name, value in _pairs(node.targets[0], node.value):
                topic = _topic(value)
                if topic is not None and isinstance(name, ast.Name):
                    yield name.id, topic


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


def _topic(value: ast.expr) -> str | None:
    """Of `catalogue(language, "topic")` and `voice.words("topic")`."""
    if not isinstance(value, ast.Call) or not value.args:
        return None
    made = isinstance(value.func, ast.Name) and value.func.id == "catalogue"
    voiced = isinstance(value.func, ast.Attribute) and value.func.attr == "words"
    last = value.args[-1]
    literal = isinstance(last, ast.Constant) and isinstance(last.value, str)
    return str(last.value) if literal and (made or voiced) else None  # type: ignore[attr-defined]


def _literals(argument: ast.expr) -> Iterator[str]:
    """The ids that an argument can be: one, or either of two."""
    if isinstance(argument, ast.IfExp):
        yield from _literals(argument.body)
        yield from _literals(argument.orelse)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value


def _facts(node: ast.Call, *, counted: bool) -> frozenset[str] | None:
    if any(each.arg is None for each in node.keywords):
        return None
    return frozenset({str(each.arg) for each in node.keywords} | ({NUMBER} if counted else set()))
