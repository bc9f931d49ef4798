"""`python -m safety.judges.cql`: the washouts as Clinical Quality Language sees them.

Needs `node` and, once, the npm registry; where either cannot be had the part is
skipped, and says why.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from safety.fingerprint import ROOT
from safety.judges.cql.library import library
from safety.judges.cql.questions import Question, questions
from safety.outcome import Outcome

HERE: Final = Path(__file__).parent
ROOM: Final = ROOT / ".tools" / "cql"
"""Where the judge's packages are installed: nothing of the product sees them."""
FILES: Final = ("package.json", "package-lock.json", "judge.mjs")
SECONDS: Final = 300
SHOWN: Final = 5


class Unavailable(Exception):
    """The judge cannot be had here."""


def answers_to(asked: Sequence[Question]) -> list[bool | None]:
    """What the judge says of each question.

    Raises:
        Unavailable: where it or its packages cannot be had.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise Unavailable("node and npm are not installed")
    _installed(npm)
    given = json.dumps({"library": library(), "questions": [one.asked() for one in asked]})
    told = subprocess.run(  # noqa: S603 - our own programs
        [node, "judge.mjs"], cwd=ROOM, input=given, capture_output=True, text=True, check=True
    )
    answers: list[bool | None] = json.loads(told.stdout)
    return answers


def _installed(npm: str) -> None:
    ROOM.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(HERE / name, ROOM / name)
    try:
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts"]
        subprocess.run(  # noqa: S603 - our own programs
            [npm, "ci", *quiet], cwd=ROOM, check=True, capture_output=True, timeout=SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failed:
        raise Unavailable("its packages cannot be installed from the npm registry") from failed


def judged() -> Outcome:
    """Every question to both, and where they differ."""
    began, asked = time.monotonic(), list(questions())
    try:
        answers = answers_to(asked)
    except Unavailable as missing:
        return Outcome(part="cql", state="skipped", counts={}, seconds=0, why=(str(missing),))
    both = list(zip(asked, answers, strict=True))
    apart = [(one, answer) for one, answer in both if not one.agrees(answer)]
    wrong = [pair for pair in apart if not (pair[0].beyond_the_judge and pair[1] is None)]
    counts = {
        "questions": len(asked),
        "agreed": len(asked) - len(apart),
        "judge_cannot_tell": len(apart) - len(wrong),
        "differ": len(wrong),
        **{f"judge_{name}": sum(a is value for a in answers) for name, value in _VALUES.items()},
    }
    why = tuple(_told(one, answer) for one, answer in wrong[:SHOWN])
    seconds = round(time.monotonic() - began)
    return Outcome(
        part="cql",
        state="failed" if wrong else "passed",
        counts=counts,
        seconds=seconds,
        why=why,
    )


_VALUES: Final = {"met": True, "violation": False, "indeterminate": None}


def _told(one: Question, answer: bool | None) -> str:
    asked = one.asked()
    return (
        f"{one.rule.id} of {one.recorded.text} at {asked['judged'][:5]}: {one.said}, judge {answer}"
    )


def main() -> int:
    """Ask, print, and keep what was found."""
    outcome = judged()
    outcome.write()
    sys.stdout.write(outcome.told())
    return 1 if outcome.state == "failed" else 0


if __name__ == "__main__":
    raise SystemExit(main())
