"""Which trials are closed: every page says so, before anybody types what cannot be recorded."""

from fastapi import Request
from sqlalchemy import Engine

from dayzero import clock
from models.protocol import every_site
from models.records.store import closed_trials
from wording.dates.deadlines import say_day
from wording.language import Language


def closed_since(request: Request, language: Language) -> dict[str, str]:
    """Each closed trial, with the day since when, by the clock of the first site."""
    engine: Engine = request.app.state.engine
    zone = next(iter(every_site().values())).zone
    today = clock.now().astimezone(zone).date()
    return {
        trial: say_day(closed.at.astimezone(zone).date(), language, today=today)
        for trial, closed in closed_trials(engine).items()
    }
