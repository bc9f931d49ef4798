"""Who is on duty, and who covers for somebody who is not. Pure."""

from collections.abc import Iterator
from datetime import datetime

from models.alerting.routing import EVERY_SITE, EVERY_TRIAL, Recipient, Routing


def covering(routing: Routing, recipient: Recipient, now: datetime) -> Recipient | None:
    """Who is told in the place of a recipient; None where that is the recipient's own business.

    Whoever stands in the rota is off duty between their shifts. The cover has the same role, is
    on a shift now and serves every site of the absent. Where nobody is, the absent are told:
    a gap in a rota keeps no alert from anybody.
    """
    if not stands_in(routing, recipient) or is_on(routing, recipient, now):
        return None
    others = (one for one in routing.recipient if one.role == recipient.role and one != recipient)
    return next((one for one in others if _may(one, recipient) and is_on(routing, one, now)), None)


def stands_in(routing: Routing, recipient: Recipient) -> bool:
    """Whether the rota knows a recipient at all."""
    return any(shift.recipient == recipient.name for shift in routing.duty)


def is_on(routing: Routing, recipient: Recipient, now: datetime) -> bool:
    """Whether a shift of a recipient runs."""
    return any(
        shift.recipient == recipient.name and shift.from_ <= now < shift.until
        for shift in routing.duty
    )


def off_duty(routing: Routing, now: datetime) -> Iterator[tuple[Recipient, Recipient | None]]:
    """Who stands in the rota and is off now, each with the cover; None where nobody is on."""
    for one in routing.recipient:
        if stands_in(routing, one) and not is_on(routing, one, now):
            yield one, covering(routing, one, now)


def _may(cover: Recipient, absent: Recipient) -> bool:
    sites = EVERY_SITE in cover.sites or set(absent.sites) <= set(cover.sites)
    return sites and (EVERY_TRIAL in cover.trials or set(absent.trials) <= set(cover.trials))
