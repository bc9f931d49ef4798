"""Tokens that systems spent at order-sign; how far the calendar server has what is published."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    create_order_token()
    create_pushed_calendar()


def create_order_token() -> None:
    op.create_table(
        "order_token",
        sa.Column("issuer", sa.String(), primary_key=True),
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
    )
    op.create_index("ix_order_token_ends_at", "order_token", ["ends_at"])


def create_pushed_calendar() -> None:
    op.create_table(
        "pushed_calendar",
        sa.Column("subject", sa.String(), sa.ForeignKey("subject.number"), primary_key=True),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("uids", sa.String(), nullable=True),
        sa.Column("refused", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("try_again_at", MOMENT, nullable=True),
        sa.Column("taken_until", MOMENT, nullable=True),
    )
