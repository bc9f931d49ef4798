"""What can go wrong with the records; each changed nothing."""

from models.errors import DayZeroError
from models.reasons.refusals.keeping.records import PlaceFlaw, ScopeKind, StoreFlaw
from models.reasons.refusals.refusal import FaultReason

REFUSED = 2
STORE_TROUBLE = 3


class SubjectUnknown(DayZeroError):
    """A subject number that nobody has enrolled."""

    exit_code = REFUSED
    kind = "subject_unknown"

    def __init__(self, subject: str) -> None:
        super().__init__(subject)
        self.subject = subject


class TrialUnknown(DayZeroError):
    """A trial in which nobody was enrolled."""

    exit_code = REFUSED
    kind = "trial_unknown"

    def __init__(self, trial: str, known: tuple[str, ...]) -> None:
        super().__init__(trial, known)
        self.trial = trial
        self.known = known


class VersionChanged(DayZeroError):
    """A version of a protocol whose name is on record with another content."""

    exit_code = REFUSED
    kind = "version_changed"

    def __init__(self, trial: str, version: str) -> None:
        super().__init__(trial, version)
        self.trial = trial
        self.version = version


class NotApproved(DayZeroError):
    """A version that a site does not plan by, or that counted there before any other."""

    exit_code = REFUSED
    kind = "not_approved"

    def __init__(self, site: str, version: str, able: tuple[str, ...]) -> None:
        super().__init__(site, version, able)
        self.site = site
        self.version = version
        self.able = able


class TrialClosed(DayZeroError):
    """Something was to be recorded about a subject whose trial is closed."""

    exit_code = REFUSED
    kind = "trial_closed"

    def __init__(self, trial: str) -> None:
        super().__init__(trial)
        self.trial = trial


class FactUnknown(DayZeroError):
    """A fact id that the subject's chart does not have."""

    exit_code = REFUSED
    kind = "fact_unknown"

    def __init__(self, subject: str, fact: str) -> None:
        super().__init__(subject, fact)
        self.subject = subject
        self.fact = fact


class SaidAMomentAgo(DayZeroError):
    """A fact, sent without a key, that says what was recorded within the last minute.

    Whether it is another one is asked; nothing is recorded until that is answered.

    Attributes:
        fact: the one that is on record.
    """

    exit_code = REFUSED
    kind = "said_a_moment_ago"

    def __init__(self, subject: str, fact: str) -> None:
        super().__init__(subject, fact)
        self.subject = subject
        self.fact = fact


class ChangedMeanwhile(DayZeroError):
    """A fact whose sender had seen the chart as it was before somebody else added to it.

    Attributes:
        revision: how many facts the chart has now, corrected ones included.
    """

    exit_code = REFUSED
    kind = "changed_meanwhile"

    def __init__(self, subject: str, revision: int) -> None:
        super().__init__(subject, revision)
        self.subject = subject
        self.revision = revision


class AlertUnknown(DayZeroError):
    """An alert number or key that no open alert has."""

    exit_code = REFUSED
    kind = "alert_unknown"

    def __init__(self, which: str) -> None:
        super().__init__(which)
        self.which = which


class SnoozeRefused(DayZeroError):
    """A snooze that would last too long, or not at all."""

    exit_code = REFUSED
    kind = "snooze_refused"

    def __init__(self, which: str, reason: FaultReason) -> None:
        super().__init__(which, reason)
        self.which = which
        self.reason = reason


class DeviationUnknown(DayZeroError):
    """A number that no registered deviation has."""

    exit_code = REFUSED
    kind = "deviation_unknown"

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class FeedUnknown(DayZeroError):
    """A feed id that was never handed out."""

    exit_code = REFUSED
    kind = "feed_unknown"

    def __init__(self, feed: int) -> None:
        super().__init__(feed)
        self.feed = feed


class FeedEnded(DayZeroError):
    """A feed that was taken back or has run out, and is to be changed."""

    exit_code = REFUSED
    kind = "feed_ended"

    def __init__(self, feed: int) -> None:
        super().__init__(feed)
        self.feed = feed


class ScopeUnknown(DayZeroError):
    """A site, study or coordinator whose calendar was asked for and that there is not."""

    exit_code = REFUSED
    kind = "scope_unknown"

    def __init__(self, scope: ScopeKind, value: str) -> None:
        super().__init__(scope, value)
        self.scope = scope
        self.value = value


class CalendarUnknown(DayZeroError):
    """A calendar that was never imported for the site, or was removed."""

    exit_code = REFUSED
    kind = "calendar_unknown"

    def __init__(self, site: str, name: str) -> None:
        super().__init__(site, name)
        self.site = site
        self.name = name


class PersonKnown(DayZeroError):
    """A login name that somebody has already."""

    exit_code = REFUSED
    kind = "person_known"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PersonUnknown(DayZeroError):
    """A login name that nobody has."""

    exit_code = REFUSED
    kind = "person_unknown"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ApiTokenUnknown(DayZeroError):
    """A number that no API token has, or none of this person's."""

    exit_code = REFUSED
    kind = "api_token_unknown"

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class StoreTrouble(DayZeroError):
    """The database cannot be used now; what was asked for did not happen.

    Attributes:
        where: the file, or the server's address without its password.
    """

    exit_code = STORE_TROUBLE
    kind = "store_trouble"

    def __init__(self, where: str | PlaceFlaw, cause: FaultReason) -> None:
        super().__init__(where, cause)
        self.where = where
        self.cause = cause


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

    kind = "store_in_doubt"

    def __init__(self, where: str | PlaceFlaw, cause: FaultReason = StoreFlaw.BROKE_OFF) -> None:
        super().__init__(where, cause)
