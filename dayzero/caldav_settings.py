"""The hospital's own calendar server, as the environment says it; without it nothing is pushed."""

import os
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from dayzero.settings import SettingsRefused, http_address
from models.faults_found import value_reason
from models.reasons.refusals.refusal import FaultReason, ValueRefused
from models.reasons.refusals.settings import SettingFlaw
from tasks.pushing.target import Target
from wording.language import Language

PREFIX = "DAYZERO_CALDAV_"


def _address(text: str) -> str:
    address = http_address(text)
    if address.username or address.password:
        raise ValueRefused(SettingFlaw.HOLDS_A_LOGIN)
    return str(address)


class CaldavSettings(BaseSettings):
    """Which calendar is pushed to, as whom.

    Attributes:
        url: the address of one calendar, not of its server; made for Day Zero, best.
        user: who writes into it; needs no right to make calendars.
        password: a secret: never printed, never stored.
        allow_http: whether it may be reached without encryption.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    url: Annotated[str, AfterValidator(_address)]
    user: str
    password: SecretStr = Field(repr=False)
    allow_http: bool = False


def is_pushed_to() -> bool:
    """Whether the environment names a calendar server at all."""
    return bool(os.environ.get(f"{PREFIX}URL"))


def read_target(language: Language) -> Target:
    """The same for whoever pushes.

    Raises:
        SettingsRefused: as `read_caldav_settings`.
    """
    settings = read_caldav_settings()
    password = settings.password.get_secret_value()
    return Target(settings.url, settings.user, password, language)


def read_caldav_settings() -> CaldavSettings:
    """Read the environment.

    Raises:
        SettingsRefused: naming the first variable that is missing or wrong, without its value.
    """
    try:
        settings = CaldavSettings()
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        raise SettingsRefused(PREFIX + str(detail["loc"][0]).upper(), _reason(detail)) from None
    if urlsplit(settings.url).scheme != "https" and not settings.allow_http:
        raise SettingsRefused(f"{PREFIX}URL", SettingFlaw.NOT_ENCRYPTED)
    return settings


def _reason(detail: ErrorDetails) -> FaultReason:
    return SettingFlaw.NOT_SET if detail["type"] == "missing" else value_reason(detail)
