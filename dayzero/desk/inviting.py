"""Who gets calendar invitations by mail: asked for at the terminal and on one's own page alike."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from models.errors import DayZeroError
from models.records.store import invite, list_assignments, list_invited
from tasks.telling.addressed import has_mailbox
from tasks.telling.alert_routing import routing


class RecipientUnknown(DayZeroError):
    """A name that no recipient of the routing has: nobody knows where to send mail."""

    exit_code = 2
    kind = "recipient_unknown"

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnInvitations:
    """How it stands with one coordinator's.

    Attributes:
        possible: whether the routing has a recipient of this name.
        on: whether they were asked for.
        looks_after: whether there are subjects to be invited to.
        mailbox: whether a channel of the recipient has a mail address.
    """

    possible: bool
    on: bool
    looks_after: bool
    mailbox: bool


def invitations_of(engine: Engine, name: str) -> OwnInvitations:
    """What one coordinator has asked for, and what is still missing.

    Raises:
        ProtocolRefused: with the line, if the routing cannot be what its author meant.
    """
    recipient = routing().recipient_by_name.get(name)
    return OwnInvitations(
        possible=recipient is not None,
        on=any(one.coordinator == name for one in list_invited(engine)),
        looks_after=bool(list_assignments(engine, name)),
        mailbox=recipient is not None and has_mailbox(recipient, routing()),
    )


def ask_for_invitations(engine: Engine, name: str, *, now: datetime, by: str) -> bool:
    """Send a coordinator invitations from now on.

    Returns:
        False where that was so before.

    Raises:
        RecipientUnknown: if no recipient of the routing has that name.
        ProtocolRefused: with the line, if the routing cannot be what its author meant.
    """
    people = routing().recipient_by_name
    if name not in people:
        raise RecipientUnknown(name, tuple(people))
    return invite(engine, name, now=now, by=by)
