"""Where a day lies on a picture around Day 0: near days wide, far months narrow."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import copysign, sqrt

from rich.cells import cell_len

_FIRST_DAY, _LAST_DAY = -60, 780


@dataclass(frozen=True, slots=True)
class DayScale:
    """Days from Day 0 as columns of text, by the square root of their distance.

    Attributes:
        columns: width of the picture in cells of the terminal; a Chinese character takes two.
    """

    columns: int

    def column(self, day: float) -> int:
        """The column of a day; what lies beyond either end is drawn at that end."""
        first, last = _bent(_FIRST_DAY), _bent(_LAST_DAY)
        share = (_bent(min(max(day, _FIRST_DAY), _LAST_DAY)) - first) / (last - first)
        return round(share * (self.columns - 1))

    def ruler(self, marks: Mapping[int, str]) -> str:
        """Day marks above the bars; one that would touch a mark before it is left out."""
        kept: dict[int, str] = {}
        taken: set[int] = set()
        for day, mark in marks.items():
            start = min(self.column(day), self.columns - cell_len(mark))
            cells = range(start, start + cell_len(mark))
            if start >= 0 and taken.isdisjoint(range(start - 1, cells.stop + 1)):
                kept[start] = mark
                taken.update(cells)
        line = ""
        for start, mark in sorted(kept.items()):
            line += " " * (start - cell_len(line)) + mark
        return line

    def bar(self, opens: float | None, closes: float | None, at: float | None) -> str:
        """One step: its window as a band, its date as a diamond, Day 0 as a line."""
        line = [" "] * self.columns
        line[self.column(0)] = "│"
        nothing_left = opens is not None and closes is not None and opens > closes
        if not nothing_left and (opens is not None or closes is not None):
            start = self.column(_FIRST_DAY if opens is None else opens)
            end = self.column(_LAST_DAY if closes is None else closes)
            for place in range(start, max(start, end) + 1):
                line[place] = "━"
            if closes is None:
                line[-1] = "→"
        if at is not None:
            line[self.column(at)] = "◆"
        return "".join(line)


def _bent(day: float) -> float:
    return copysign(sqrt(abs(day)), day)
