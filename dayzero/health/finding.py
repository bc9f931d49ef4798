"""What a check found: fine, to be looked at, or to be mended now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Level(StrEnum):
    """How a check came out, from the best to the worst."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"

    @property
    def exit_code(self) -> int:
        """As monitoring plug-ins have it: 0 fine, 1 to be looked at, 2 to be mended."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report.

    Attributes:
        check: what was looked at, in a word or two.
        said: what was found, in words that name nobody and no secret.
        do: what to do about it; None where nothing is to be done.
    """

    check: str
    level: Level
    said: str
    do: str | None = None


def ok(check: str, said: str) -> Finding:
    """A check that came out well."""
    return Finding(check, Level.OK, said)


def warn(check: str, said: str, do: str) -> Finding:
    """Something that works and should be looked at."""
    return Finding(check, Level.WARN, said, do)


def fail(check: str, said: str, do: str) -> Finding:
    """Something that does not work."""
    return Finding(check, Level.FAIL, said, do)


def worst(findings: Iterable[Finding]) -> Level:
    """The level of the whole report."""
    return max((one.level for one in findings), key=lambda level: level.exit_code, default=Level.OK)


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 pass`, `3 passes`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def say_age(age: timedelta) -> str:
    """How long ago, in the unit that people would use: `40 s`, `12 min`, `5 h`, `3 d`."""
    seconds = max(int(age.total_seconds()), 0)
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
