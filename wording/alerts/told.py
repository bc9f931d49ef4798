"""An alert as one reads it."""

from models.reasons.alerts.told import AlertTold, SeveralCauses
from wording.saying import say, says
from wording.sentences import joined
from wording.voice import Voice


@says(AlertTold)
def alert_told(reason: AlertTold, voice: Voice) -> str:
    """What to do first, then why."""
    parts = (reason.cause,) if reason.ask is None else (reason.ask, reason.cause)
    return joined((say(part, voice) for part in parts), "sentences", voice)


@says(SeveralCauses)
def several_causes(reason: SeveralCauses, voice: Voice) -> str:
    return joined((say(cause, voice) for cause in reason.causes), "sentences", voice)
