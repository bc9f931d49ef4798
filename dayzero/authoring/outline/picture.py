"""A protocol's path, windows and rules on time as one picture around Day 0 (SVG)."""

from collections.abc import Iterator
from html import escape
from math import isfinite

from dayzero.authoring.outline.outline import Outline
from dayzero.authoring.outline.possible_days import Days
from pictures import svg
from pictures.colours import GREEN, ORANGE
from pictures.time_axis import MINUTES_PER_DAY, Scale, scale_for
from pictures.timeline_svg import FAINT, FOOT, INK, PAINT, PAPER, SOFT, TICK_APART
from wording.pictures.timeline import picture_words
from wording.terminal.outline import OutlineWords

WIDTH, LEFT, RIGHT, HEAD, ROW = 1100, 400, 1072, 52, 26
LETTERS = 56  # of a title; what is longer is cut, and stands whole in the table below

Row = tuple[str, Days, str]
"""A title, the days that are drawn, and in which paint."""


def outline_svg(outline: Outline, says: OutlineWords) -> str:
    """The picture as SVG text: steps first, then what must lie before one of them."""
    rows = list(_rows(outline))
    scale, height = _scale(rows), HEAD + ROW * len(rows) + FOOT
    parts = [*_frame(outline, says, height), *_axis(scale, height, says)]
    for place, row in enumerate(rows):
        parts += _row(row, scale, HEAD + ROW * place + ROW / 2)
    return "\n".join([*parts, "</svg>"])


def _rows(outline: Outline) -> Iterator[Row]:
    yield from ((one.title, one.days, PAINT[GREEN]) for one in outline.steps)
    for one in outline.reaches:
        yield f"{one.rule} {one.title}", one.days, PAINT[ORANGE]


def _scale(rows: list[Row]) -> Scale:
    ends = [end for _, days, _ in rows for end in (days.first, days.last) if isfinite(end)]
    minutes = (round(end * MINUTES_PER_DAY) for end in ends)
    return scale_for(minutes, 0, left=LEFT, right=RIGHT)


def _frame(outline: Outline, says: OutlineWords, height: int) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" role="img"'
        f' viewBox="0 0 {WIDTH} {height}" font-family="system-ui, sans-serif">'
    )
    yield f"<title>{escape(outline.heading)}</title><desc>{escape(says.picture)}</desc>"
    yield f'<rect width="{WIDTH}" height="{height}" rx="8" fill="{PAPER}"/>'


def _axis(scale: Scale, height: int, says: OutlineWords) -> Iterator[str]:
    ticks = picture_words(says.language).ticks
    for place, label in scale.ticks(TICK_APART):
        yield svg.upright(place, HEAD - 6, height - FOOT, FAINT)
        yield svg.text(place, HEAD - 10, ticks.get(label, label), SOFT, anchor="middle", size=11)


def _row(row: Row, scale: Scale, middle: float) -> Iterator[str]:
    title, days, paint = row
    cut = title if len(title) <= LETTERS else f"{title[: LETTERS - 1]}…"
    yield svg.text(LEFT - 14, middle + 4, cut, INK, anchor="end")
    first, last = scale.place_of_day(days.first), scale.place_of_day(days.last)
    ends = isfinite(days.first) and isfinite(days.last)
    if days.first == days.last:
        yield svg.dot(first, middle, paint, fill=paint)
    else:
        yield svg.bar(first, last, middle, paint, open_end=not ends)
