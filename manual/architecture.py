"""The picture of the architecture, drawn from the layers that lint holds and the real imports."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".import_linter_cache"  # lint has just looked at the same imports
MEANS: Mapping[str, str] = {
    "dayzero": "the doors: commands, pages, feeds, workers, the demo",
    "flows": "what the system does, and when",
    "tasks": "one side effect each, safe to repeat",
    "exports": "lists for spreadsheets, CDISC and FHIR for other systems",
    "calendars": "a plan as RFC 5545",
    "pictures": "a plan as words, colours, one time axis",
    "wording": "how it is said: a catalogue for each language",
    "models": "facts, reasons, rules as data; records is the only room that knows SQL",
}
"""Each folder of the code in a few words; a layer without them cannot be drawn."""

WATCHED: Mapping[str, str] = {
    "prefect": "Prefect",
    "fastapi": "FastAPI",
    "typer": "Typer",
    "icalendar": "icalendar",
    "apprise": "Apprise",
    "babel": "Babel",
    "sqlmodel": "SQLModel",
    "numpy": "numpy",
}
"""The libraries whose place matters, by what is imported; who uses them is read from the code."""

WIDTH, BAND, GAP, LEFT = 860, 64, 14, 20
STYLE = (
    "text{font-family:system-ui,sans-serif;fill:#1f2937}"
    ".n{font-size:17px;font-weight:600}.s{font-size:13px}.u{font-size:12px;fill:#6b7280}"
    ".b{fill:#f3f4f6;stroke:#9ca3af}.p{fill:#ffffff}"
)


def architecture() -> str:
    """An SVG: the highest layer on top, and imports only downwards.

    Raises:
        KeyError: if a layer has no words in `MEANS`.
    """
    layers = _layers()
    height = len(layers) * (BAND + GAP) + 2 * LEFT + 24
    uses = _uses([name for layer in layers for name in layer])
    body = "\n".join(box for place, layer in enumerate(layers) for box in _band(layer, place, uses))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        ' aria-label="The layers of Day Zero; each imports only those below it">\n'
        f"<style>{STYLE}</style>\n"
        f'<rect class="p" width="{WIDTH}" height="{height}"/>\n{body}\n'
        f'<text class="u" x="{LEFT}" y="{height - 16}">'
        "Each layer imports only those below it; small print: libraries that it uses itself."
        "</text>\n</svg>\n"
    )


def _layers() -> Sequence[Sequence[str]]:
    """The first contract of import-linter; `calendars | pictures` stand side by side."""
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layered = linter["contracts"][0]["layers"]
    return [[name.strip() for name in layer.split("|")] for layer in layered]


def _uses(packages: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Which of the watched libraries each folder imports itself."""
    graph = grimp.build_graph(*packages, include_external_packages=True, cache_dir=str(CACHE))
    users = {
        library: {
            name.partition(".")[0] for name in graph.find_modules_that_directly_import(library)
        }
        for library in WATCHED
        if library in graph.modules
    }
    return {
        package: [WATCHED[library] for library, its in users.items() if package in its]
        for package in packages
    }


def _band(layer: Sequence[str], place: int, uses: Mapping[str, Sequence[str]]) -> Iterator[str]:
    top = LEFT + place * (BAND + GAP)
    width = (WIDTH - 2 * LEFT - GAP * (len(layer) - 1)) // len(layer)
    for column, name in enumerate(layer):
        x = LEFT + column * (width + GAP)
        yield f'<rect class="b" x="{x}" y="{top}" width="{width}" height="{BAND}" rx="8"/>'
        yield f'<text class="n" x="{x + 14}" y="{top + 23}">{name}/</text>'
        yield f'<text class="s" x="{x + 14}" y="{top + 41}">{escape(MEANS[name])}</text>'
        yield f'<text class="u" x="{x + 14}" y="{top + 57}">{", ".join(uses[name])}</text>'
