"""From when a step that is held again, as its product was lost, can have been arranged."""

from models.moments import Minute, local_day, start_of
from models.protocol.arithmetic.shifts import first_day_after
from models.timeline.windows.case import Case


def arranged_from(step: str, case: Case, now: Minute | None) -> Minute | None:
    """The first minute of the day from which a date is suggested; None where any will do."""
    notices = (
        past.repeat.notice
        for past in case.pasts
        if past.loss is not None and past.repeat.step == step
    )
    notice = next((one for one in notices if one is not None), None)
    if notice is None or now is None:
        return None
    zone = case.chart.zone
    return start_of(first_day_after(local_day(now, zone), notice), zone)
