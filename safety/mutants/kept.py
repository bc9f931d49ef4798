"""Results, kept under what they rest on: the function's digest, and the tests.

A fault that was noticed stays noticed as long as its function and the file of the test that
noticed it are the same. One that was not is tried again as soon as any test has changed; until
then it counts as missed.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from safety.changes.functions import ROOT
from safety.changes.outcomes import Outcome
from safety.mutants.likely import Likely
from safety.mutants.mutations import file_digest
from safety.mutants.recording import ROOMS, files_of

FILE = Path(__file__).with_name("kept.json")


@dataclass(frozen=True)
class Result:
    """How one fault fared.

    Attributes:
        by: the test that noticed it; None where none did.
        tests: names what it rests on: that test's file, or all tests.
    """

    outcome: Outcome
    by: str | None
    tests: str


class Kept:
    """All results by place and digest, then by mutation."""

    def __init__(self, file: Path = FILE) -> None:
        self.file = file
        self._all_tests = _digest_of(files_of(*ROOMS))
        self._results: dict[str, dict[str, Result]] = {}
        written = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        for owner, results in written.items():
            self._results[owner] = {
                n: Result(Outcome(o), by, t) for n, (o, by, t) in results.items()
            }

    def of(self, owner: str, name: str) -> Result | None:
        """The result that still holds; None where it is to be tried."""
        result = self.last(owner, name)
        return result if result and result.tests == self._rests_on(result.by) else None

    def last(self, owner: str, name: str) -> Result | None:
        """The last result, whether or not it still holds."""
        return self._results.get(owner, {}).get(name)

    def missed(self, owner: str, name: str) -> Result | None:
        """The last result of a fault that no test noticed, whatever tests were written since."""
        result = self.last(owner, name)
        return result if result and result.by is None else None

    def likely(self) -> Likely:
        """The tests that noticed something, whether or not their results still hold."""
        likely = Likely()
        for owner, results in self._results.items():
            for result in results.values():
                if result.by is not None:
                    likely.learn(owner, result.by)
        return likely

    def keep(self, owner: str, name: str, outcome: Outcome, by: str | None) -> None:
        """Keep one more."""
        self._results.setdefault(owner, {})[name] = Result(outcome, by, self._rests_on(by))

    def save(self, owners: Iterable[str]) -> None:
        """Write down what is known of the functions there are; of others nothing is kept."""
        there = sorted(set(owners) & self._results.keys())
        document = {
            owner: {n: [r.outcome, r.by, r.tests] for n, r in self._results[owner].items()}
            for owner in there
        }
        lines = json.dumps(document, ensure_ascii=False, indent=0, sort_keys=True)
        self.file.write_text(lines + "\n", encoding="utf-8")

    def _rests_on(self, by: str | None) -> str:
        if by is None:
            return self._all_tests
        file = ROOT / by.split("::")[0]
        return file_digest(file) if file.is_file() else "gone"


def _digest_of(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.name} {file_digest(path)}\n".encode())
    return digest.hexdigest()[:12]
