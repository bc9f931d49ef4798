"""What of a list somebody looked at and did not take, and why: a line of the audit, and no fact."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine

from models.records.database.engine import tried_again, writing
from models.records.people.audit import note
from models.records.subjects.charts import subject_row


@tried_again
def note_set_aside(
    engine: Engine, subject: str, tokens: Mapping[str, str], *, now: datetime, by: str
) -> None:
    """Keep under each token why it was set aside; all of them, or none.

    Raises:
        SubjectUnknown: if nobody has that number.
        StoreTrouble: if the database cannot be used; nothing was written then.
    """
    with writing(engine) as session:
        subject_row(session, subject)
        for token, why in tokens.items():
            note(session, f"set aside {token} of a list", by=by, at=now, subject=subject, why=why)
