"""The hospital's own calendar server, as the environment says it; without it nothing is pushed."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, AnyHttpUrl, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dayzero.settings import SettingsRefused

PREFIX = "DAYZERO_CALDAV_"


def _address(text: str) -> str:
    address = AnyHttpUrl(text)
    if address.username or address.password:
        message = "must not hold a user or password; DAYZERO_CALDAV_USER and _PASSWORD do"
        raise ValueError(message)
    return str(address)


class CaldavSettings(BaseSettings):
    """Which calendar is pushed to, as whom.

    Attributes:
        url: the address of one calendar, not of its server; made for Day Zero, best.
        password: a secret: never printed, never stored.
        allow_http: whether it may be reached without encryption.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    url: Annotated[str, AfterValidator(_address)]
    user: str
    password: SecretStr = Field(repr=False)
    allow_http: bool = False


def read_caldav_settings() -> CaldavSettings:
    """Read the environment.

    Raises:
        SettingsRefused: naming the first variable that is missing or wrong, without its value.
    """
    try:
        settings = CaldavSettings()
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        raise SettingsRefused(PREFIX + str(detail["loc"][0]).upper(), _said(**detail)) from None
    if urlsplit(settings.url).scheme != "https" and not settings.allow_http:
        raise SettingsRefused(
            f"{PREFIX}URL",
            "is not encrypted; use https://, or set DAYZERO_CALDAV_ALLOW_HTTP=true",
        )
    return settings


def _said(*, type: str, msg: str, **_: object) -> str:  # noqa: A002  pydantic's own names
    if type == "missing":
        return "is not set; until it is, nothing is pushed"
    message = msg.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]
