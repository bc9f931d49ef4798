"""What each test runs, kept beside the results until a test or the code changes."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from safety.changes.caches import living_caches
from safety.changes.children import Item
from safety.changes.data import living_data, put_in_force
from safety.changes.functions import ROOT
from safety.changes.sessions import Session
from safety.mutants.likely import about_first, in_turn
from safety.mutants.mutations import file_digest, target_files
from safety.mutants.probes import LOADING, Ran, record

FILE = ROOT / ".mutants" / "recorded.json"
ROOMS = ("tests/spec", "tests/properties")
LONGEST_SECONDS = 3600.0
"""So much of the processor reading the data anew and running every test may take."""


class Recorded:
    """Which tests run a statement, and how long each takes.

    Quick ones come first, but of many examples of one test, and of many tests of one file, most
    wait: where some notice nothing, others like them seldom do.
    """

    def __init__(self, tests: Mapping[str, Ran]) -> None:
        self.seconds = {n: ran.seconds for n, ran in tests.items() if n != LOADING}
        self._by_loading = tests[LOADING].statements
        self.failed = sorted(name for name, ran in tests.items() if not ran.passed)
        self.unfit = frozenset(name for name, ran in tests.items() if not ran.fit)
        """Tests that fail where the data is only read anew: they would kill every fault of it."""
        self._by_statement: dict[str, list[str]] = {}
        self._order = in_turn(self.seconds)
        for name in sorted(self.seconds, key=self._order.__getitem__):
            for statement in tests[name].statements if tests[name].passed else ():
                self._by_statement.setdefault(statement, []).append(name)

    def tests_of(self, statement: str) -> list[str]:
        """Those first that are about its function.

        Tests that fail without any fault are left out: they would kill everything.
        """
        if statement in self._by_loading:
            return self.all_tests
        names = self._by_statement.get(statement, [])
        return about_first(_function_of(statement), names, self._beside(statement))

    def _beside(self, statement: str) -> list[list[str]]:
        """The tests of each statement of its function."""
        return [
            self._by_statement[each] for each in self._by_function.get(_function_of(statement), ())
        ]

    @cached_property
    def _by_function(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for statement in self._by_statement:
            found.setdefault(_function_of(statement), []).append(statement)
        return found

    @cached_property
    def all_tests(self) -> list[str]:
        """Those that pass unharmed."""
        passed = self.seconds.keys() - set(self.failed)
        return sorted(passed, key=self._order.__getitem__)

    def tests_of_file(self, file: str) -> list[str]:
        """Tests that run any statement of a file, those first that are about it."""
        beside = [names for each, names in self._by_statement.items() if each.startswith(file)]
        tests = {name for names in beside for name in names}
        return about_first(file, sorted(tests, key=self._order.__getitem__), beside)


def _function_of(statement: str) -> str:
    return statement.partition("#")[0]


def recorded(session: Session, jobs: int) -> Recorded:
    """As it was kept; tests of files that changed since are run, by as many processes as asked."""
    kept = _kept(_digest())
    items = [item for item in session.items.values() if item.nodeid not in kept]
    if items:
        kept |= _recorded_anew(session, items, jobs)
        _keep(FILE, _digest(), kept)
    return Recorded({name: ran for name, ran in kept.items() if name in {LOADING, *session.items}})


def _kept(digest: str) -> dict[str, Ran]:
    """What still holds: the code is the same, and the file of the test."""
    document: dict[str, Any] = _read(FILE) if FILE.is_file() else {"digest": None}
    if document["digest"] != digest:
        return {}
    same = {file for file, known in document["files"].items() if known == _digest_of_test(file)}
    return {name: ran for name, ran in _tests_in(document) if _file_of(name) in same}


def _recorded_anew(session: Session, items: list[Item], jobs: int) -> dict[str, Ran]:
    files = [FILE.with_name(f"recorded-{part}.json") for part in range(jobs)]
    children = [os.fork() or _record_part(session, items, files, part) for part in range(jobs)]
    for child in children:
        os.waitpid(child, 0)
    tests = {name: ran for file in files for name, ran in _tests_in(_read(file))}
    for file in files:
        file.unlink()
    return tests


def _record_part(session: Session, every: list[Item], files: list[Path], part: int) -> NoReturn:
    """Every so many-th file of tests, whole: what a module sets up is set up once."""
    modules = list(dict.fromkeys(item.parent for item in every))
    mine = set(modules[part :: len(files)])
    items = [item for item in every if item.parent in mine]
    caches, living = living_caches(), living_data()
    unfit = session.failing(lambda: put_in_force({}, caches, living), items, LONGEST_SECONDS)
    tests = record(items, target_files(), living_caches(loading=False), unfit)
    _keep(files[part], "", dict(tests))
    os._exit(0)


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _tests_in(kept: Mapping[str, Any]) -> Iterator[tuple[str, Ran]]:
    names = kept["statements"]
    for test, (numbers, seconds, passed, fit) in kept["tests"].items():
        yield test, Ran(frozenset(names[each] for each in numbers), seconds, passed, fit)


def _keep(file: Path, digest: str, tests: Mapping[str, Ran]) -> None:
    names = sorted({each for ran in tests.values() for each in ran.statements})
    places = {name: place for place, name in enumerate(names)}
    document = {
        "digest": digest,
        "files": {file: _digest_of_test(file) for file in sorted({*map(_file_of, tests)})},
        "statements": names,
        "tests": {
            name: [sorted(places[e] for e in ran.statements), ran.seconds, ran.passed, ran.fit]
            for name, ran in tests.items()
        },
    }
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(document), encoding="utf-8")


def _file_of(test: str) -> str:
    return test.partition("::")[0]


def _digest_of_test(file: str) -> str:
    """Empty where no file has the name: what is read by loading the data hangs on the code."""
    path = ROOT / file
    return file_digest(path) if path.is_file() else ""


def _digest() -> str:
    """Of every file that a test could run, other tests left out."""
    digest = hashlib.sha256()
    for path in files_of(*ROOMS, "models", "wording", "safety/changes"):
        if not path.name.startswith("test_"):
            digest.update(f"{path.relative_to(ROOT)} {file_digest(path)}\n".encode())
    return digest.hexdigest()[:16]


def files_of(*rooms: str) -> list[Path]:
    """Every file of Python and of data in some folders."""
    found = (path for room in rooms for path in (ROOT / room).rglob("*"))
    return sorted(path for path in found if path.suffix in {".py", ".toml"})
