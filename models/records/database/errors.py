"""What can go wrong with the records; each is one sentence, and changed nothing."""

from models.errors import DayZeroError, Refused

REFUSED = 2
STORE_TROUBLE = 3


class SubjectUnknown(DayZeroError):
    """A subject number that nobody has enrolled."""

    exit_code = REFUSED

    def __init__(self, subject: str) -> None:
        super().__init__(subject)
        self.subject = subject

    def __str__(self) -> str:
        return f"{self.subject}: no such subject is recorded"


class FactUnknown(DayZeroError):
    """A fact id that the subject's chart does not have."""

    exit_code = REFUSED

    def __init__(self, subject: str, fact: str) -> None:
        super().__init__(subject, fact)
        self.subject = subject
        self.fact = fact

    def __str__(self) -> str:
        return f"{self.subject}: the chart has no fact {self.fact}"


class AlertUnknown(DayZeroError):
    """An alert number or key that no open alert has."""

    exit_code = REFUSED

    def __init__(self, which: str) -> None:
        super().__init__(which)
        self.which = which

    def __str__(self) -> str:
        return f"{self.which}: no alert with this number or key is open"


class SnoozeRefused(Refused):
    """A snooze that would last too long, or not at all."""

    exit_code = REFUSED


class DeviationUnknown(DayZeroError):
    """A number that no registered deviation has."""

    exit_code = REFUSED

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"deviation {self.number}: there is no such deviation"


class FeedUnknown(DayZeroError):
    """A feed id that was never handed out."""

    exit_code = REFUSED

    def __init__(self, feed: int) -> None:
        super().__init__(feed)
        self.feed = feed

    def __str__(self) -> str:
        return f"feed {self.feed}: there is no such feed"


class FeedEnded(DayZeroError):
    """A feed that was taken back or has run out, and is to be changed."""

    exit_code = REFUSED

    def __init__(self, feed: int) -> None:
        super().__init__(feed)
        self.feed = feed

    def __str__(self) -> str:
        return f"feed {self.feed}: it has ended; hand out a new one with `dayzero feed new`"


class ScopeUnknown(DayZeroError):
    """A site, study or coordinator whose calendar was asked for and that there is not."""

    exit_code = REFUSED

    def __init__(self, kind: str, value: str) -> None:
        super().__init__(kind, value)
        self.kind = kind
        self.value = value

    def __str__(self) -> str:
        if self.kind == "coordinator":
            return (
                f"{self.value}: no subject was ever assigned to this coordinator;"
                f" run `dayzero coordinator assign {self.value} SUBJECT`"
            )
        return f"{self.value}: there is no such {self.kind}"


class CalendarUnknown(DayZeroError):
    """A calendar that was never imported for the site, or was removed."""

    exit_code = REFUSED

    def __init__(self, site: str, name: str) -> None:
        super().__init__(site, name)
        self.site = site
        self.name = name

    def __str__(self) -> str:
        return f"{self.site} has no imported calendar “{self.name}”"


class PersonKnown(DayZeroError):
    """A login name that somebody has already."""

    exit_code = REFUSED

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"{self.name}: somebody has this name already; `dayzero person list` shows whom"


class PersonUnknown(DayZeroError):
    """A login name that nobody has."""

    exit_code = REFUSED

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"{self.name}: nobody has this name; `dayzero person list` shows who is known"


class StoreTrouble(DayZeroError):
    """The database cannot be used now; what was asked for did not happen."""

    exit_code = STORE_TROUBLE

    def __init__(self, where: str, cause: str) -> None:
        super().__init__(where, cause)
        self.where = where
        self.cause = cause

    def __str__(self) -> str:
        return f"the database {self.where} {self.cause}; nothing was changed"


class StoreBusy(StoreTrouble):
    """Another writer held the lock for longer than we wait."""


class StoreFull(StoreTrouble):
    """The disk, or the database's own limit, has no room left."""


class StoreNotReady(StoreTrouble):
    """The tables are missing, or older or newer than this program."""


class StoreUnreachable(StoreTrouble):
    """The file cannot be opened or is no database, or the server does not answer."""


class StoreInDoubt(StoreUnreachable):
    """The server went away while it was to make a write last: it may have, or not."""

    def __init__(self, where: str) -> None:
        super().__init__(where, "broke off at the end of a write")

    def __str__(self) -> str:
        return (
            f"the database {self.where} {self.cause};"
            " look whether it was written before you do it again"
        )
