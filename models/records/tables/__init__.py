"""The tables, by concept: what was recorded, what was published, what is watched."""

from models.records.tables.chain import ChainHead, ChainLink, CheckpointRow
from models.records.tables.charts import FactCheck, ImportedDocument, RecordedFact, Subject
from models.records.tables.closing import ClosedTrial
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
from models.records.tables.handover import HandoverDone, HandoverNote
from models.records.tables.invitations import InvitationRow, InvitedRow
from models.records.tables.next_steps import NextStepRow
from models.records.tables.order_tokens import OrderToken
from models.records.tables.people import (
    ApiTokenRow,
    HalfSignIn,
    KnownBrowser,
    Person,
    ProviderSignIn,
    RecoveryCode,
    SecondFactorRow,
    WebSession,
)
from models.records.tables.published import PublishedLine, PublishedRevision
from models.records.tables.pushes import PushedCalendar
from models.records.tables.signatures import SignatureRow
from models.records.tables.site_calendars import SiteCalendarEntry, SiteCalendarRow
from models.records.tables.standings import StandingRow
from models.records.tables.verdicts import VerdictRow
from models.records.tables.versions import ApprovalRow, ProtocolVersionRow
from models.records.tables.watch import AlertOpening, AuditLine, Installation, PassRecord

APPEND_ONLY = (
    ImportedDocument.__tablename__,
    RecordedFact.__tablename__,
    DeedRow.__tablename__,
    PublishedRevision.__tablename__,
    AuditLine.__tablename__,
    DeviationRow.__tablename__,
    DeviationNote.__tablename__,
    HandoverNote.__tablename__,
    HandoverDone.__tablename__,
    FactCheck.__tablename__,
    SignatureRow.__tablename__,
    ClosedTrial.__tablename__,
    ProtocolVersionRow.__tablename__,
    ApprovalRow.__tablename__,
    CheckpointRow.__tablename__,
    VerdictRow.__tablename__,
    ChainLink.__tablename__,
)
"""Tables whose rows the database itself refuses to change or delete."""

__all__ = [
    "APPEND_ONLY",
    "AlertOpening",
    "ApiTokenRow",
    "ApprovalRow",
    "AttemptRow",
    "AuditLine",
    "ChainHead",
    "ChainLink",
    "CheckpointRow",
    "ClosedTrial",
    "CoordinatorSubject",
    "DeedRow",
    "DeliveryRow",
    "DeviationNote",
    "DeviationRow",
    "FactCheck",
    "Feed",
    "FootprintRow",
    "HalfSignIn",
    "HandoverDone",
    "HandoverNote",
    "ImportedDocument",
    "Installation",
    "InvitationRow",
    "InvitedRow",
    "KeptEvent",
    "KnownBrowser",
    "LookRow",
    "NextStepRow",
    "OrderToken",
    "PassRecord",
    "Person",
    "ProtocolVersionRow",
    "ProviderSignIn",
    "PublishedCalendar",
    "PublishedLine",
    "PublishedRevision",
    "PushedCalendar",
    "RecordedFact",
    "RecoveryCode",
    "SecondFactorRow",
    "SignatureRow",
    "SiteCalendarEntry",
    "SiteCalendarRow",
    "StandingRow",
    "StudyFeeds",
    "Subject",
    "TellingRow",
    "VerdictRow",
    "WebSession",
]
