"""The store: everything that the rest of the program may do with the records.

All of it takes the engine first and `now` as an argument, and either happens whole or
leaves the records as they were.
"""

from models.records.alerts.alert_rows import OpenAlert
from models.records.alerts.alerts import AlertChanges, open_alerts, reconcile_alerts
from models.records.alerts.deviation_register import (
    Explanation,
    RegisteredDeviation,
    registered_deviations,
)
from models.records.alerts.deviations import explain_deviation
from models.records.alerts.explanations import Particulars
from models.records.alerts.lifecycle import LONGEST_SNOOZE_DAYS, acknowledge, snooze
from models.records.chain.checkpoints import Checkpoint, Head, take_checkpoint
from models.records.chain.findings import Broken, Finding
from models.records.chain.verifying import Verified, verify
from models.records.copies.copies import Restored, back_up, restore
from models.records.copies.refused import CopyRefused
from models.records.database.engine import is_current, open_engine, upgrade, version_behind
from models.records.database.errors import (
    AlertUnknown,
    CalendarUnknown,
    DeviationUnknown,
    FactUnknown,
    FeedEnded,
    FeedUnknown,
    PersonKnown,
    PersonUnknown,
    SaidAMomentAgo,
    ScopeUnknown,
    SnoozeRefused,
    StoreBusy,
    StoreFull,
    StoreInDoubt,
    StoreNotReady,
    StoreTrouble,
    StoreUnreachable,
    SubjectUnknown,
)
from models.records.database.faults import where
from models.records.database.watching import ChangeWatch
from models.records.deliveries.attempts import Attempt, begin_attempt, end_attempt
from models.records.deliveries.counts import Counts, count_work
from models.records.deliveries.deliveries import record_due, waiting_deliveries
from models.records.deliveries.delivery_lines import (
    AttemptLine,
    DeliveryLine,
    list_deliveries,
    revive_dead,
)
from models.records.deliveries.invitation_content import Invitation
from models.records.deliveries.invitation_rules import Method
from models.records.deliveries.invited import (
    Invited,
    end_invitations,
    invite,
    list_invited,
)
from models.records.deliveries.outcomes import SENT
from models.records.feeds.feed_switch import (
    studies_switched_off,
    switch_feeds_off,
    switch_feeds_on,
)
from models.records.feeds.feeds import (
    FeedRight,
    Scope,
    change_options,
    expire_feed,
    find_feed,
    list_feeds,
    new_feed,
    note_fetch,
    revoke_feed,
    rotate_feed,
)
from models.records.feeds.subscribed import (
    Member,
    Subscription,
    entries_by_subject,
    find_subscription,
    keep_bytes,
    kept_bytes,
    subscription_of,
)
from models.records.imports.calendar_compared import Incoming
from models.records.imports.calendar_imports import (
    CalendarChange,
    import_site_calendar,
    remove_site_calendar,
)
from models.records.imports.import_report import ImportedChart, ImportReport
from models.records.imports.imports import import_charts
from models.records.imports.set_aside import note_set_aside
from models.records.passes.clock_set_back import AHEAD, wake_those_ahead
from models.records.passes.coming_visits import ComingVisit, coming_visits
from models.records.passes.footprints import (
    Look,
    SubjectFootprint,
    Trace,
    footprints_of_everybody,
    last_look,
    note_look,
    wake_many,
)
from models.records.passes.next_steps import (
    NextStep,
    Outdated,
    ShownStep,
    mark_not_shown,
    mark_shown,
    outdated_runs,
    shown_runs,
    steps_to_show,
)
from models.records.passes.passes import (
    PassOutcome,
    PassResult,
    called_subjects,
    finish_pass,
    mark_for_pass,
    publish_pass,
    subjects_due,
    take_calls,
)
from models.records.passes.published_history import Revision, last_revisions
from models.records.passes.schedule import published_entries, save_published
from models.records.passes.standings import mark_path_shown, paths_to_show
from models.records.passes.vital_signs import (
    VitalSigns,
    Waiting,
    read_vital_signs,
    server_time,
    server_version,
    try_to_write,
    unreached,
)
from models.records.people.audit_trail import AuditEntry, Wanted, audit_trail
from models.records.people.coordinators import (
    Assignment,
    assign_subjects,
    list_assignments,
    release_subjects,
)
from models.records.people.people import (
    PersonLine,
    Role,
    add_person,
    disable_person,
    enable_person,
    list_people,
    set_password,
)
from models.records.people.readings import note_reading
from models.records.people.sessions import (
    LONGEST_SESSION,
    end_session,
    note_refusal,
    password_hash_of,
    signed_in,
    start_session,
)
from models.records.subjects.charts import (
    Document,
    FactLine,
    Reading,
    Seen,
    SubjectLine,
    all_subjects,
    chart_document,
    export_chart,
    headers_of,
    read_for_pass,
    recorded_facts,
    subjects_of,
)
from models.records.subjects.checks import check_fact, may_be_checked
from models.records.subjects.deeds import (
    AS_SENT,
    Sending,
    done_under,
    equal_of_a_moment_ago,
    named,
    rows_of_source,
    source_key,
)
from models.records.subjects.facts import book, chart_with, correct, fact_of, record_fact
from models.records.subjects.handover import (
    NewNote,
    NoteLine,
    handover_notes,
    tick_note,
    write_note,
)
from models.records.subjects.site_calendars import (
    CalendarLine,
    Entry,
    all_site_calendars,
    list_site_calendars,
)
from models.records.subjects.together import done_together, record_together

__all__ = [
    "AHEAD",
    "AS_SENT",
    "LONGEST_SESSION",
    "LONGEST_SNOOZE_DAYS",
    "SENT",
    "AlertChanges",
    "AlertUnknown",
    "Assignment",
    "Attempt",
    "AttemptLine",
    "AuditEntry",
    "Broken",
    "CalendarChange",
    "CalendarLine",
    "CalendarUnknown",
    "ChangeWatch",
    "Checkpoint",
    "ComingVisit",
    "CopyRefused",
    "Counts",
    "DeliveryLine",
    "DeviationUnknown",
    "Document",
    "Entry",
    "Explanation",
    "FactLine",
    "FactUnknown",
    "FeedEnded",
    "FeedRight",
    "FeedUnknown",
    "Finding",
    "Head",
    "ImportReport",
    "ImportedChart",
    "Incoming",
    "Invitation",
    "Invited",
    "Look",
    "Member",
    "Method",
    "NewNote",
    "NextStep",
    "NoteLine",
    "OpenAlert",
    "Outdated",
    "Particulars",
    "PassOutcome",
    "PassResult",
    "PersonKnown",
    "PersonLine",
    "PersonUnknown",
    "Reading",
    "RegisteredDeviation",
    "Restored",
    "Revision",
    "Role",
    "SaidAMomentAgo",
    "Scope",
    "ScopeUnknown",
    "Seen",
    "Sending",
    "ShownStep",
    "SnoozeRefused",
    "StoreBusy",
    "StoreFull",
    "StoreInDoubt",
    "StoreNotReady",
    "StoreTrouble",
    "StoreUnreachable",
    "SubjectFootprint",
    "SubjectLine",
    "SubjectUnknown",
    "Subscription",
    "Trace",
    "Verified",
    "VitalSigns",
    "Waiting",
    "Wanted",
    "acknowledge",
    "add_person",
    "all_site_calendars",
    "all_subjects",
    "assign_subjects",
    "audit_trail",
    "back_up",
    "begin_attempt",
    "book",
    "called_subjects",
    "change_options",
    "chart_document",
    "chart_with",
    "check_fact",
    "coming_visits",
    "correct",
    "count_work",
    "disable_person",
    "done_together",
    "done_under",
    "enable_person",
    "end_attempt",
    "end_invitations",
    "end_session",
    "entries_by_subject",
    "equal_of_a_moment_ago",
    "expire_feed",
    "explain_deviation",
    "export_chart",
    "fact_of",
    "find_feed",
    "find_subscription",
    "finish_pass",
    "footprints_of_everybody",
    "handover_notes",
    "headers_of",
    "import_charts",
    "import_site_calendar",
    "invite",
    "is_current",
    "keep_bytes",
    "kept_bytes",
    "last_look",
    "last_revisions",
    "list_assignments",
    "list_deliveries",
    "list_feeds",
    "list_invited",
    "list_people",
    "list_site_calendars",
    "mark_for_pass",
    "mark_not_shown",
    "mark_path_shown",
    "mark_shown",
    "may_be_checked",
    "named",
    "new_feed",
    "note_fetch",
    "note_look",
    "note_reading",
    "note_refusal",
    "note_set_aside",
    "open_alerts",
    "open_engine",
    "outdated_runs",
    "password_hash_of",
    "paths_to_show",
    "publish_pass",
    "published_entries",
    "read_for_pass",
    "read_vital_signs",
    "reconcile_alerts",
    "record_due",
    "record_fact",
    "record_together",
    "recorded_facts",
    "registered_deviations",
    "release_subjects",
    "remove_site_calendar",
    "restore",
    "revive_dead",
    "revoke_feed",
    "rotate_feed",
    "rows_of_source",
    "save_published",
    "server_time",
    "server_version",
    "set_password",
    "shown_runs",
    "signed_in",
    "snooze",
    "source_key",
    "start_session",
    "steps_to_show",
    "studies_switched_off",
    "subjects_due",
    "subjects_of",
    "subscription_of",
    "switch_feeds_off",
    "switch_feeds_on",
    "take_calls",
    "take_checkpoint",
    "tick_note",
    "try_to_write",
    "unreached",
    "upgrade",
    "verify",
    "version_behind",
    "waiting_deliveries",
    "wake_many",
    "wake_those_ahead",
    "where",
    "write_note",
]
