"""A moment that knows until when everybody who asked it would be answered the same."""

from typing import NoReturn, Self

from models.moments import NEVER, Minute


class Turning:
    """The first later minute at which some answer turns; NEVER while none is known to."""

    def __init__(self) -> None:
        self.at: Minute = NEVER

    def may_be(self, minute: Minute) -> None:
        """Note that an answer turns at a minute to come."""
        self.at = min(self.at, minute)


class WatchedNow(int):
    """A minute that passes for `now`, and notes each later minute it is compared with.

    What is judged by comparisons with now stays as it is until the first of those minutes:
    that is how a plan finds its next change without trying one minute after another. It cannot
    be a key, so that no kept answer can stand for a comparison; what counts minutes otherwise,
    as the windows that slide with now, takes `int(now)` and is looked at by itself.

    Attributes:
        turning: what was noted.
        ahead: by how many minutes this is later than the moment itself.
    """

    turning: Turning
    ahead: int

    def __new__(cls, minute: Minute, turning: Turning | None = None, ahead: int = 0) -> Self:
        made = super().__new__(cls, minute)
        made.turning = turning or Turning()
        made.ahead = ahead
        return made

    __hash__ = None  # type: ignore[assignment]

    def _reaches(self, minute: Minute) -> bool:
        """Whether it has come that far; if not, the answer turns once it does."""
        if int(self) >= minute:
            return True
        self.turning.may_be(int(minute) - self.ahead)
        return False

    def __ge__(self, other: int) -> bool:
        return self._reaches(int(other))

    def __gt__(self, other: int) -> bool:
        return self._reaches(int(other) + 1)

    def __lt__(self, other: int) -> bool:
        return not self._reaches(int(other))

    def __le__(self, other: int) -> bool:
        return not self._reaches(int(other) + 1)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int) and self >= other and not self > other

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __add__(self, other: int) -> "WatchedNow":
        return WatchedNow(int(self) + other, self.turning, self.ahead + other)

    def __sub__(self, other: int) -> "WatchedNow":
        return WatchedNow(int(self) - other, self.turning, self.ahead - other)

    def _not_counted(self, *_: object) -> NoReturn:
        raise TypeError("take int(now): of this count it is not known when it turns")

    __mul__ = __floordiv__ = __mod__ = __neg__ = __radd__ = __rsub__ = _not_counted
