"""A simulated year of a trial, with its counts; run by `make simulated-year`.

Every fact goes through the real records, every change through real passes, every message over
real mail and webhooks with faults. A second opinion that knows nothing of the engine says what
had to be told. The exit code is 1 where anything is missing, invented or undelivered.
"""

import argparse
import logging
import sys
import tempfile
from pathlib import Path

from tests.simulation.report import report_on, say
from tests.simulation.year import a_year


def main() -> int:
    """Run one year and print what it came to."""
    arguments = _arguments()
    logging.disable(logging.WARNING)  # the receivers' own lines
    with (
        tempfile.TemporaryDirectory() as folder,
        a_year(
            Path(folder), seed=arguments.seed, subjects=arguments.subjects, days=arguments.days
        ) as year,
    ):
        year.run()
        report = report_on(year)
        print(f"seed {arguments.seed}, {arguments.days} days")  # noqa: T201  its result
        print(say(report))  # noqa: T201  its result
    for name, what in report.faults.items():
        print(f"FAULT {name}: {what}", file=sys.stderr)  # noqa: T201  its result
    return 1 if report.faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--subjects", type=int, default=100)
    parser.add_argument("--days", type=int, default=365)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
