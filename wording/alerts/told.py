"""An alert as one reads it."""

from models.reasons.alerts.told import AlertTold
from wording.saying import say, says
from wording.sentences import joined
from wording.voice import Voice


@says(AlertTold)
def alert_told(reason: AlertTold, voice: Voice) -> str:
    parts = (reason.cause,) if reason.ask is None else (reason.cause, reason.ask)
    return joined((say(part, voice) for part in parts), "sentences", voice)
