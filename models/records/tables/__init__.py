"""The tables, by concept: what was recorded, what was published, what is watched, and people."""

from models.records.tables.chain import ChainHead, ChainLink, CheckpointRow
from models.records.tables.installation import Installation
from models.records.tables.people.audit import AuditLine
from models.records.tables.people.person import CoordinatorSubject, Person
from models.records.tables.people.signing_in import (
    HalfSignIn,
    KnownBrowser,
    ProviderSignIn,
    RecoveryCode,
    SecondFactorRow,
    WebSession,
)
from models.records.tables.people.tokens import ApiTokenRow, OrderToken
from models.records.tables.published.feeds import Feed, KeptEvent, PublishedCalendar, StudyFeeds
from models.records.tables.published.invitations import InvitationRow, InvitedRow
from models.records.tables.published.pushes import PushedCalendar
from models.records.tables.published.schedule import PublishedLine, PublishedRevision
from models.records.tables.recorded.charts import FactCheck, ImportedDocument, RecordedFact, Subject
from models.records.tables.recorded.closing import ClosedTrial
from models.records.tables.recorded.continuations import ContinuationRow
from models.records.tables.recorded.deeds import DeedRow
from models.records.tables.recorded.deviations import DeviationNote, DeviationRow
from models.records.tables.recorded.handover import HandoverDone, HandoverNote
from models.records.tables.recorded.signatures import SignatureRow
from models.records.tables.recorded.site_calendars import SiteCalendarEntry, SiteCalendarRow
from models.records.tables.recorded.verdicts import VerdictRow
from models.records.tables.recorded.versions import ApprovalRow, ProtocolVersionRow
from models.records.tables.watched.alerts import AlertOpening
from models.records.tables.watched.deliveries import AttemptRow, DeliveryRow, TellingRow
from models.records.tables.watched.footprints import FootprintRow, LookRow
from models.records.tables.watched.next_steps import NextStepRow
from models.records.tables.watched.passes import PassRecord
from models.records.tables.watched.standings import StandingRow

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
    ContinuationRow.__tablename__,
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
    "ContinuationRow",
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
