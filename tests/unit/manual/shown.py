"""What the pages of `docs` show to be typed: their `sh` blocks, as a reader would paste them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"(?:^|\s+)# .*$")

ELSEWHERE: Mapping[str, tuple[str, str]] = {
    "dayzero up": ("tests/flows/test_up.py", '"up"'),
    "dayzero worker": ("tests/flows/test_up.py", '"up"'),  # which starts it as a process
    "dayzero deploy": ("tests/flows/test_up.py", '"up"'),  # the same
    "dayzero serve": ("tests/web/server.py", '"serve"'),
    "dayzero doctor": ("tests/unit/health/test_doctor.py", '"doctor"'),
    "dayzero pass": ("tests/flows/test_outages.py", '"pass"'),
    "dayzero sweep": ("tests/flows/test_outages.py", '"sweep"'),
    "dayzero deliver": ("tests/flows/test_outages.py", '"deliver"'),
    "dayzero automations": ("tests/flows/test_automations.py", "apply(SHIPPED)"),
    "dayzero protocol approve CN01 amendment-3": (
        "tests/protocols/test_approved_versions.py",
        '"--consent", "reconsent"',
    ),
    "dayzero protocol withdraw": (
        "tests/protocols/test_approved_versions.py",
        'run("withdraw", "CN01"',
    ),
    "dayzero continue": ("tests/unit/commands/test_continuing.py", '"continue", FOLLOW_UP'),
    "dayzero push": ("tests/clients/test_push_caldav.py", '"push"'),
    "dayzero channels test": ("tests/unit/commands/test_channels.py", '"test"'),
    "dayzero import cm.csv": ("tests/unit/lists/test_reconciling.py", '"--take", "row 2='),
    "dayzero import log.xlsx": ("tests/unit/lists/test_files_of_lists.py", '"--dates", "dmy"'),
    "dayzero import ward.csv": ("tests/unit/lists/test_trackers.py", '"--patient", f"00123='),
    "dayzero import bundle.json": ("tests/unit/lists/test_fhir.py", '"--patient", f"Patient/4711='),
}
"""What needs a server, or a list of another system, by how it begins.

Each with the test that runs it, and the word by which it does.
"""


def pages() -> list[Path]:
    """Every page that has a block to be typed."""
    known = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))
    return [page for page in known if BLOCK.search(page.read_text(encoding="utf-8"))]


def lines_of(page: Path) -> Iterator[str]:
    """Each command of a page, without the remark behind it."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if command := COMMENT.sub("", line).strip():
                yield command


def run_elsewhere(command: str) -> str | None:
    """How a command begins that another test runs; None for one that runs here."""
    word = f"{command} "
    return next((start for start in ELSEWHERE if word.startswith(f"{start} ")), None)
