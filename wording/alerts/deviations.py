"""A step that was done outside its window, as the register of deviations keeps it."""

from zoneinfo import ZoneInfo

from models.protocol import Protocol
from models.said import Said
from models.timeline.results import Alert
from wording.language import ENGLISH, Language
from wording.saying import say
from wording.sentences import joined
from wording.voice import Voice


def say_deviation(alert: Alert, zone: ZoneInfo, protocol: Protocol) -> Said:
    """Why, then what to record, in both languages that the register has."""
    return Said(_said(alert, ENGLISH, zone, protocol), _said(alert, "zh", zone, protocol))


def _said(alert: Alert, language: Language, zone: ZoneInfo, protocol: Protocol) -> str:
    voice = Voice(language=language, zone=zone, protocol=protocol)
    parts = (alert.cause,) if alert.ask is None else (alert.cause, alert.ask)
    return joined((say(part, voice) for part in parts), "sentences", voice)
