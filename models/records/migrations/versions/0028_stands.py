"""What a list says of each subject is kept by passes; so everybody is planned anew, once.

A footprint is a cache: without one, and without a last look at everybody, the next sweep finds
all of them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TEXTS = ("word", "phase", "zone", "step", "margin", "margin_rule", "ended")
MINUTES = ("step_from", "step_to", "day_zero_from", "day_zero_to", "margin_minutes")


def upgrade() -> None:
    for name in TEXTS:
        op.add_column("standing", sa.Column(name, sa.String(), nullable=True))
    for name in MINUTES:
        op.add_column("standing", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("standing", sa.Column("day_zero_set", sa.Boolean(), nullable=True))
    op.execute("DELETE FROM footprint")
    op.execute("DELETE FROM look_at_everybody")
