"""Whether the report that is kept speaks of the plans that are made: asked by `make lint`."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from safety.pages import FOLDER, old
from safety.plan_files import fingerprint_of_plans
from safety.report.made import DATA, from_json
from safety.report.pages import NAME, page


def flaws(folder: Path = FOLDER, models: str | None = None) -> Iterator[str]:
    """What is wrong with the report: it is missing, of other models, red, or edited by hand."""
    if not (folder / DATA).exists():
        yield f"{DATA}: there is no safety report: run `make safety`"
        return
    report = from_json((folder / DATA).read_text(encoding="utf-8"))
    if report.models != (models or fingerprint_of_plans()):
        yield f"{DATA}: what a plan is made of changed since: run `make safety`"
    for part, outcome in report.parts.items():
        if outcome.state == "failed":
            yield f"{DATA}: {part} failed"
    for name in old(NAME, partial(page, report), folder):
        yield f"{name}: is not what {DATA} says: run `python -m safety.report --pages`"
