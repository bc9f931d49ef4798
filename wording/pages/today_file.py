"""What Today says as a file on paper, beside the words of the page itself."""

from dataclasses import dataclass

from wording.catalogue import Counted
from wording.filled import part


@part("pages", "today_file")
@dataclass(frozen=True, slots=True, kw_only=True)
class TodayFileWords:
    """One language; every text names its own blanks.

    Attributes:
        about: what the sheet is for, and what to do with it afterwards.
        private: how to keep it.
        subject, asked, by, done: the columns; the last is left for writing by hand.
        why: in front of a cause.
        by_phone: above the readers whose calendar is old.
        late: that passes were missed, so that what is listed may be older.
    """

    title: str
    about: str
    private: str
    subject: str
    asked: str
    by: str
    done: str
    why: str
    by_phone: str
    late: Counted
