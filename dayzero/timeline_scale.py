"""Where a day lies on a picture around Day 0: near days wide, far months narrow."""

from dataclasses import dataclass
from math import copysign, sqrt

_FIRST_DAY, _LAST_DAY = -60, 780
# Day 0 first: where there is no room for all marks, the later ones are left out.
MARKS = {0: "D0", 28: "+28", -28: "−28", 365: "+12m", 730: "+24m", 91: "+3m", -5: "−5"}


@dataclass(frozen=True, slots=True)
class DayScale:
    """Days from Day 0 as columns of text, by the square root of their distance.

    Attributes:
        columns: width of the picture in characters.
    """

    columns: int

    def column(self, day: float) -> int:
        """The column of a day; what lies beyond either end is drawn at that end."""
        first, last = _bent(_FIRST_DAY), _bent(_LAST_DAY)
        share = (_bent(min(max(day, _FIRST_DAY), _LAST_DAY)) - first) / (last - first)
        return round(share * (self.columns - 1))

    def ruler(self) -> str:
        """Day marks above the bars; a mark that would touch another is left out."""
        line = " " * self.columns
        for day, mark in MARKS.items():
            start = min(self.column(day), self.columns - len(mark))
            before, after = max(start - 1, 0), start + len(mark)
            if start >= 0 and not line[before : after + 1].strip():
                line = line[:start] + mark + line[after:]
        return line.rstrip()

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
