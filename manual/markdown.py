"""How generated pages are written: a heading, a note on their origin, tables."""

from collections.abc import Iterable, Sequence


def page(title: str, source: str, *parts: str) -> str:
    """A generated page; its note says what it is written from, and that nobody edits it."""
    note = f"<!-- Written by `make reference` from {source}. Change that, not this page. -->"
    return "\n\n".join((f"# {title}", note, *parts)) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what is within a cell cannot break out of it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(text: str) -> str:
    """One cell's text on one line."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """A word as it is typed."""
    return f"`{text}`"
