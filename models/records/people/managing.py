"""Who may change whom: looked at in the transaction that changes, for rights may just have gone."""

from sqlmodel import Session, col, select

from models.errors import Fault, InputRefused
from models.reasons.refusals.keeping.records import PersonFlaw
from models.records.database.errors import PersonUnknown
from models.records.people.person_lines import PersonLine, Rights, Role, person_line
from models.records.tables import Person


def managed(session: Session, name: str, manager: str | None) -> Person:
    """The row of a person who is to be changed.

    Args:
        manager: the person who changes; None for who may use commands.

    Raises:
        PersonUnknown: if nobody has that name, or nobody whom the manager manages: who sees other
            sites is as unknown as a name that nobody has.
    """
    row = session.get(Person, name)
    if row is None:
        raise PersonUnknown(name)
    if manager is not None and not _manager(session, manager).may_manage(person_line(row)):
        raise PersonUnknown(name)
    return row


def check_rights(session: Session, rights: Rights, manager: str | None) -> None:
    """Refuse rights that nobody can have, or that the manager does not hold.

    Raises:
        PersonUnknown: if the manager manages nobody any more.
        InputRefused: if a reader would manage people, or a site or a trial is not the manager's.
    """
    if rights.manages_people and rights.role is Role.READER:
        raise InputRefused([Fault("manages_people", PersonFlaw.READER_MANAGES)])
    if manager is not None and not _manager(session, manager).may_give(rights.sight):
        raise InputRefused([Fault("sites", PersonFlaw.BEYOND_OWN)])


def keep_a_manager(session: Session, leaving: Person) -> None:
    """Refuse that the last one goes who manages people.

    The rows are locked in the order of their names, so two who switch each other off at once do
    not both succeed.

    Raises:
        InputRefused: if nobody else does who may sign in.
    """
    if not leaving.manages_people or leaving.disabled_at is not None:
        return
    query = (
        select(Person.name)
        .where(col(Person.manages_people), col(Person.disabled_at).is_(None))
        .order_by(col(Person.name))
        .with_for_update()
    )
    if set(session.exec(query)) <= {leaving.name}:
        raise InputRefused([Fault(leaving.name, PersonFlaw.LAST_MANAGER)])


def _manager(session: Session, name: str) -> PersonLine:
    row = session.get(Person, name)
    if row is None or row.disabled_at is not None or not row.manages_people:
        raise PersonUnknown(name)
    return person_line(row)
