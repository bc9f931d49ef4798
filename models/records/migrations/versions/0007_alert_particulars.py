"""What messages say of an alert beside its English text: Chinese, moves, what is missing."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("alert", sa.Column("particulars", sa.String(), nullable=True))
