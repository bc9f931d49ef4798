"""Since when a pass is waited for; what comes next for each subject, and where it is shown."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WAITING = sa.text("called_at IS NOT NULL")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("subject", sa.Column("called_at", MOMENT, nullable=True))
    op.create_index(
        "ix_subject_called_at",
        "subject",
        ["called_at"],
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_table(
        "next_step",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("shown_run", sa.String(), nullable=True),
        sa.Column("shown_version", sa.Integer(), nullable=True),
        sa.Column("left_as", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["subject"], ["subject.number"]),
        sa.PrimaryKeyConstraint("subject"),
    )
    op.create_index("ix_next_step_due_at", "next_step", ["due_at"])
