"""Whatever an alert can ask for."""

from typing import cast

from models.reasons.alerts.asks import Recording
from models.reasons.alerts.bookings import Booking
from models.reasons.alerts.clarifying import Clarifying
from models.reasons.alerts.moves import AnyOf, Moving
from models.reasons.path.holds import Waiting

Asked = Recording | Booking | Moving | Clarifying | Waiting


def ways_of(ask: Asked) -> tuple[Asked, ...]:
    """Each of which would do; itself where there is no choice."""
    if not isinstance(ask, AnyOf):
        return (ask,)
    return cast("tuple[Asked, ...]", ask.ways)  # whoever makes a choice makes it of these
