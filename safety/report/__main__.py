"""`python -m safety.report`: the report of what was run, in `docs/safety`.

`--check` changes nothing and ends with 1 where the report is out of date; `--pages` writes the
pages of the kept report anew; `--print` shows the report in both languages, also of samples, and
keeps nothing.
"""

import argparse
import sys
from functools import partial
from pathlib import Path

from safety.pages import FOLDER, LANGUAGES
from safety.pages import write as write_pages
from safety.report.freshness import flaws
from safety.report.made import DATA, Report, as_json, from_json, made
from safety.report.pages import NAME, page


def write(report: Report, folder: Path = FOLDER) -> None:
    """The data, and a page in each language."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DATA).write_text(as_json(report), encoding="utf-8")
    write_pages(NAME, partial(page, report), folder)


def main() -> int:
    """Do what the option says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--print", action="store_true")
    asked = parser.parse_args()
    if asked.check:
        found = list(flaws())
        sys.stdout.writelines(f"{flaw}\n" for flaw in found)
        return 1 if found else 0
    if asked.pages:
        write(from_json((FOLDER / DATA).read_text(encoding="utf-8")))
        return 0
    return _report(made(), keep=not asked.print)


def _report(report: Report, *, keep: bool) -> int:
    samples = [part for part, outcome in report.parts.items() if not outcome.whole]
    if keep and samples:
        sys.stdout.write(f"not kept, as these were samples: {', '.join(samples)}\n")
        return 1
    sys.stdout.writelines(page(report, language) for language in LANGUAGES)
    if keep:
        write(report)
    return 1 if any(outcome.state == "failed" for outcome in report.parts.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
