"""Keys of deeds, so that what is sent twice is recorded once; what was recorded before has none."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "deed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("done_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["subject.number"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subject", "key", name="a_deed_is_done_once"),
    )
    if op.get_bind().dialect.name == "sqlite":
        refuse_changes_on_sqlite()
    else:
        refuse_changes_on_postgresql()


def refuse_changes_on_sqlite() -> None:
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER deed_no_{verb.lower()} BEFORE {verb} ON deed "
            "BEGIN SELECT RAISE(ABORT, 'deed is append-only'); END"
        )


def refuse_changes_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION deed_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'deed is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        "CREATE TRIGGER deed_append_only "
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON deed "
        "FOR EACH STATEMENT EXECUTE FUNCTION deed_is_append_only()"
    )
