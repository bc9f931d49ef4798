"""Messages that are tried on: rounds over all channels, which refused, which perhaps took it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    rounds = sa.Column("rounds", sa.Integer(), nullable=False, server_default="0")
    refused = sa.Column("refused", sa.String(), nullable=False, server_default="")
    perhaps = sa.Column("perhaps_taken", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("delivery", rounds)
    op.add_column("delivery", refused)
    op.add_column("delivery_attempt", perhaps)
