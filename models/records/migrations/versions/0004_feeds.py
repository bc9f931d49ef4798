"""Calendars by scope: entries in both languages, kept bytes, coordinators, a switch."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
NEW_TEXTS = ("summary_zh", "description_zh", "location_zh", "changed", "changed_zh", "digest")
PLAN_AGAIN = (
    "UPDATE subject SET woken = woken + 1, pass_due_at = CURRENT_TIMESTAMP"
    " WHERE number IN (SELECT DISTINCT subject FROM published_entry)"
)


def upgrade() -> None:
    widen_entries()
    op.drop_table("feed_body")
    op.add_column("feed", sa.Column("options_changed_at", MOMENT, nullable=True))
    create_what_serving_needs()
    create_who_reads()
    # the other language is written by the next pass over each subject
    op.execute(PLAN_AGAIN)


def widen_entries() -> None:
    for name in NEW_TEXTS:
        column = sa.Column(name, sa.String(), nullable=False, server_default="")
        op.add_column("published_entry", column)
    kind = sa.Column("kind", sa.String(), nullable=False, server_default="visit")
    op.add_column("published_entry", kind)
    op.drop_column("published_entry", "categories")


def create_what_serving_needs() -> None:
    op.create_table(
        "published_calendar",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["subject.number"]),
        sa.PrimaryKeyConstraint("subject"),
    )
    op.create_table(
        "kept_event",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("variant", sa.String(), nullable=False),
        sa.Column("octets", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "variant"),
    )
    op.execute(
        "INSERT INTO published_calendar (subject, revision, changed_at)"
        " SELECT DISTINCT subject, 1, CURRENT_TIMESTAMP FROM published_entry"
    )


def create_who_reads() -> None:
    op.create_table(
        "coordinator_subject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("coordinator", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("assigned_by", sa.String(), nullable=False),
        sa.Column("released_at", MOMENT, nullable=True),
        sa.Column("released_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["subject"], ["subject.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("coordinator", "subject"):
        op.create_index(f"ix_coordinator_subject_{column}", "coordinator_subject", [column])
    op.create_table(
        "study_feeds_off",
        sa.Column("study", sa.String(), nullable=False),
        sa.Column("off_since", MOMENT, nullable=False),
        sa.Column("off_by", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("study"),
    )
