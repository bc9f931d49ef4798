"""Calendar invitations by mail: who wants them, and which went to whom."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invited",
        sa.Column("coordinator", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("coordinator"),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.CheckConstraint(
            "method IN ('REQUEST', 'CANCEL')", name="an_invitation_has_a_known_method"
        ),
        sa.ForeignKeyConstraint(["delivery"], ["delivery.id"]),
        sa.ForeignKeyConstraint(["subject"], ["subject.number"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("delivery"),
        sa.UniqueConstraint(
            "recipient", "subject", "entry", "sequence", "method", name="an_invitation_is_sent_once"
        ),
    )
    op.create_index("ix_invitation_subject", "invitation", ["subject"], unique=False)
