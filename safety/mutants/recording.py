"""What each test runs, kept beside the results until a test or the code changes."""

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from safety.changes.caches import Caches
from safety.changes.functions import ROOT
from safety.changes.sessions import Session
from safety.mutants.mutations import file_digest, target_files
from safety.mutants.probes import LOADING, Ran, record

FILE = ROOT / ".mutants" / "recorded.json"
ROOMS = ("tests/spec", "tests/properties")


class Recorded:
    """Which tests run a statement, the quickest first, and how long each takes."""

    def __init__(self, tests: Mapping[str, Ran]) -> None:
        self.seconds = {n: ran.seconds for n, ran in tests.items() if n != LOADING}
        self._by_loading = tests[LOADING].statements
        self.failed = sorted(name for name, ran in tests.items() if not ran.passed)
        self._by_statement: dict[str, list[str]] = {}
        for name in sorted(self.seconds, key=self.seconds.__getitem__):
            for statement in tests[name].statements if tests[name].passed else ():
                self._by_statement.setdefault(statement, []).append(name)

    def tests_of(self, statement: str) -> list[str]:
        """Tests that fail without any fault are left out: they would kill everything."""
        if statement in self._by_loading:
            return self.all_tests
        return self._by_statement.get(statement, [])

    @cached_property
    def all_tests(self) -> list[str]:
        """Those that pass unharmed."""
        passed = self.seconds.keys() - set(self.failed)
        return sorted(passed, key=self.seconds.__getitem__)

    def tests_of_file(self, file: str) -> list[str]:
        """Tests that run any statement of a file."""
        tests = {n for s, names in self._by_statement.items() if s.startswith(file) for n in names}
        return sorted(tests, key=self.seconds.__getitem__)


def recorded(session: Session, caches: Caches) -> Recorded:
    """As it was kept, or else by one run of all tests."""
    digest = _digest(session)
    if FILE.is_file():
        kept = json.loads(FILE.read_text(encoding="utf-8"))
        if kept["digest"] == digest:
            return Recorded(
                {name: _ran(kept["statements"], one) for name, one in kept["tests"].items()}
            )
    tests = dict(record(session, target_files(), caches))
    _keep(digest, tests)
    return Recorded(tests)


def _ran(names: list[str], kept: list[object]) -> Ran:
    numbers, seconds, passed = kept
    assert isinstance(numbers, list)  # noqa: S101 we wrote it ourselves
    assert isinstance(seconds, float)  # noqa: S101
    return Ran(frozenset(names[number] for number in numbers), seconds, bool(passed))


def _keep(digest: str, tests: Mapping[str, Ran]) -> None:
    names = sorted({each for ran in tests.values() for each in ran.statements})
    places = {name: place for place, name in enumerate(names)}
    document = {
        "digest": digest,
        "statements": names,
        "tests": {
            name: [sorted(places[each] for each in ran.statements), ran.seconds, ran.passed]
            for name, ran in tests.items()
        },
    }
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(document), encoding="utf-8")


def _digest(session: Session) -> str:
    """Of the tests that were collected, and of every file that they could run."""
    digest = hashlib.sha256("\n".join(session.items).encode())
    for path in files_of(*ROOMS, "models", "wording", "safety/changes"):
        digest.update(file_digest(path).encode())
    return digest.hexdigest()[:16]


def files_of(*rooms: str) -> list[Path]:
    """Every file of Python and of data in some folders."""
    found = (path for room in rooms for path in (ROOT / room).rglob("*"))
    return sorted(path for path in found if path.suffix in {".py", ".toml"})
