"""Which subject goes on in a follow-up trial under another number."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "continuation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=False),
        sa.Column("taken_back", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["subject.number"]),
        sa.ForeignKeyConstraint(["subject"], ["subject.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_continuation_subject", "continuation", ["subject"])
    op.create_index("ix_continuation_parent", "continuation", ["parent"])
    refuse = (
        refuse_changes_on_sqlite
        if op.get_bind().dialect.name == "sqlite"
        else refuse_changes_on_postgresql
    )
    refuse("continuation")


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
