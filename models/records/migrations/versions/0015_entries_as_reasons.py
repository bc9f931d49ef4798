"""Published entries and the register of deviations as reasons, beside what was stored as sentences.

Sentences of before are read as they were said until the next pass over their subject, which is
due at once. Bytes of events are kept with the wording that they were made in.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

PLAN_AGAIN = (
    "UPDATE subject SET woken = woken + 1, pass_due_at = CURRENT_TIMESTAMP"
    " WHERE number IN (SELECT DISTINCT subject FROM published_entry)"
)


def upgrade() -> None:
    for name in ("title", "about", "place", "revised_why"):
        op.add_column("published_entry", sa.Column(name, sa.String(), nullable=True))
    op.add_column("deviation_note", sa.Column("reason", sa.String(), nullable=True))
    wording = sa.Column("wording", sa.String(), nullable=False, server_default="")
    op.add_column("kept_event", wording)
    op.execute(PLAN_AGAIN)
