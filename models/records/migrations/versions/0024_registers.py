"""Hand-over notes, facts that were checked against their source, and more about deviations."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
APPEND_ONLY = ("handover_note", "handover_done", "fact_check")


def upgrade() -> None:
    for name in ("root_cause", "action", "reported_to", "reported_on"):
        op.add_column("deviation_note", sa.Column(name, sa.String(), nullable=True))
    create_notes()
    create_checks()
    refuse = (
        refuse_changes_on_sqlite
        if op.get_bind().dialect.name == "sqlite"
        else refuse_changes_on_postgresql
    )
    for table in APPEND_ONLY:
        refuse(table)


def create_notes() -> None:
    op.create_table(
        "handover_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("site", sa.String(), nullable=True),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(subject IS NULL) <> (site IS NULL)", name="a_note_is_of_a_subject_or_a_site"
        ),
        sa.ForeignKeyConstraint(["subject"], ["subject.number"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key", name="a_note_is_written_once"),
    )
    op.create_index("ix_handover_note_subject", "handover_note", ["subject"])
    op.create_table(
        "handover_done",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["note"], ["handover_note.id"]),
        sa.ForeignKeyConstraint(["subject"], ["subject.number"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("note", name="a_note_is_done_once"),
    )


def create_checks() -> None:
    op.create_table(
        "fact_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["subject.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_fact_check_subject", "fact_check", ["subject"])


def refuse_changes_on_sqlite(table: str) -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def refuse_changes_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only "
        f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"
    )
