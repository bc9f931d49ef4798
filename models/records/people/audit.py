"""Who did what, when and why: one line for everything a person does to the records."""

from datetime import datetime

from sqlmodel import Session

from models.records.tables import AuditLine


def note(
    session: Session,
    what: str,
    *,
    by: str,
    at: datetime,
    subject: str | None = None,
    why: str | None = None,
) -> None:
    """Write one line into the transaction that does the deed, so neither is without the other."""
    session.add(AuditLine(at=at, who=by, what=what, subject=subject, why=why))
