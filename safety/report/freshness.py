"""Whether the report that is kept speaks of the models that are there: asked by `make lint`."""

from collections.abc import Iterator
from pathlib import Path

from safety.fingerprint import fingerprint_of
from safety.report.made import DATA, FOLDER, from_json
from safety.report.pages import LANGUAGES, page, words_of


def flaws(folder: Path = FOLDER, models: str | None = None) -> Iterator[str]:
    """What is wrong with the report: it is missing, of other models, red, or edited by hand."""
    if not (folder / DATA).exists():
        yield f"{DATA}: there is no safety report: run `make safety`"
        return
    report = from_json((folder / DATA).read_text(encoding="utf-8"))
    if report.models != (models or fingerprint_of()):
        yield f"{DATA}: models/ changed since it was made: run `make safety`"
    for part, outcome in report.parts.items():
        if outcome.state == "failed":
            yield f"{DATA}: {part} failed"
    for language in LANGUAGES:
        path = folder / f"report.{language}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != page(
            report, words_of(language)
        ):
            yield f"{path.name}: is not what {DATA} says: run `python -m safety.report --pages`"
