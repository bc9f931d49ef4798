"""What was done to one person: the lines of the audit that name them."""

from typing import Final

from sqlalchemy import Engine, and_, or_
from sqlmodel import col, select

from models.records.database.engine import reading
from models.records.people.audit_trail import AuditEntry
from models.records.tables import AuditLine

_WHOLE: Final = (
    "disabled {}",
    "enabled {}",
    "set a new password for {}",
    "took the second factor of {} away",
    "made {} a coordinator",
    "made {} a reader",
    "let {} see every trial",
    "let {} manage people",
    "let {} manage people no more",
    "ended all sessions of {}",
    "let {} sign in with the provider no more",
)
_BEGUN: Final = (
    "added coordinator {} for ",
    "added reader {} for ",
    "changed the sites of {} from ",
    "let {} see these trials alone: ",
    "let {} sign in with the provider as ",
)
_OWN: Final = ("set up a second factor", "used a recovery code", "signed out everywhere else")


def person_history(engine: Engine, name: str, limit: int) -> list[AuditEntry]:
    """The newest lines first, at most `limit` of them; signing in and out are none of them.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    done = [
        col(AuditLine.what).in_([form.format(name) for form in _WHOLE]),
        *(col(AuditLine.what).startswith(form.format(name), autoescape=True) for form in _BEGUN),
        and_(col(AuditLine.who) == name, col(AuditLine.what).in_(_OWN)),
    ]
    query = select(AuditLine).where(col(AuditLine.subject).is_(None), or_(*done))
    with reading(engine) as session:
        lines = session.exec(query.order_by(col(AuditLine.id).desc()).limit(limit))
        return [_entry(line) for line in lines]


def _entry(line: AuditLine) -> AuditEntry:
    return AuditEntry(
        number=line.id or 0,
        at=line.at,
        who=line.who,
        what=line.what,
        why=line.why,
        subject=None,
        site=None,
    )
