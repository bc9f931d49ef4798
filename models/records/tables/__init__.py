"""The tables, by concept: what was recorded, what was published, what is watched."""

from models.records.tables.chain import ChainHead, ChainLink
from models.records.tables.charts import ImportedDocument, RecordedFact, Subject
from models.records.tables.deeds import DeedRow
from models.records.tables.deliveries import AttemptRow, DeliveryRow, TellingRow
from models.records.tables.deviations import DeviationNote, DeviationRow
from models.records.tables.feeds import (
    CoordinatorSubject,
    Feed,
    KeptEvent,
    PublishedCalendar,
    StudyFeeds,
)
from models.records.tables.footprints import FootprintRow, LookRow
from models.records.tables.next_steps import NextStepRow
from models.records.tables.people import (
    HalfSignIn,
    KnownBrowser,
    Person,
    RecoveryCode,
    SecondFactorRow,
    WebSession,
)
from models.records.tables.published import PublishedLine, PublishedRevision
from models.records.tables.site_calendars import SiteCalendarEntry, SiteCalendarRow
from models.records.tables.standings import StandingRow
from models.records.tables.watch import AlertOpening, AuditLine, Installation, PassRecord

APPEND_ONLY = (
    ImportedDocument.__tablename__,
    RecordedFact.__tablename__,
    DeedRow.__tablename__,
    PublishedRevision.__tablename__,
    AuditLine.__tablename__,
    DeviationRow.__tablename__,
    DeviationNote.__tablename__,
    ChainLink.__tablename__,
)
"""Tables whose rows the database itself refuses to change or delete."""

__all__ = [
    "APPEND_ONLY",
    "AlertOpening",
    "AttemptRow",
    "AuditLine",
    "ChainHead",
    "ChainLink",
    "CoordinatorSubject",
    "DeedRow",
    "DeliveryRow",
    "DeviationNote",
    "DeviationRow",
    "Feed",
    "FootprintRow",
    "HalfSignIn",
    "ImportedDocument",
    "Installation",
    "KeptEvent",
    "KnownBrowser",
    "LookRow",
    "NextStepRow",
    "PassRecord",
    "Person",
    "PublishedCalendar",
    "PublishedLine",
    "PublishedRevision",
    "RecordedFact",
    "RecoveryCode",
    "SecondFactorRow",
    "SiteCalendarEntry",
    "SiteCalendarRow",
    "StandingRow",
    "StudyFeeds",
    "Subject",
    "TellingRow",
    "WebSession",
]
