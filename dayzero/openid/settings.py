"""The hospital's own sign-in, as the environment says it; without it accounts are local."""

import os
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from dayzero.settings import SettingsRefused, http_address
from models.faults_found import value_reason
from models.reasons.refusals.settings import SettingFlaw

PREFIX = "DAYZERO_OIDC_"


def _address(text: str) -> str:
    """An http address exactly as it was written: an issuer is compared letter by letter."""
    http_address(text)
    return text


class OpenIdSettings(BaseSettings):
    """Which OpenID Connect provider people may sign in with, beside their local accounts.

    Attributes:
        issuer: the provider's address, exactly as it calls itself; it describes itself at
            `/.well-known/openid-configuration` below that.
        client_id: under which the provider knows Day Zero.
        client_secret: a secret: never printed, never stored; empty for a client without one.
        client_secret_file: a file that holds it instead.
        claim: which claim names the person: of the ID token, else of the provider's userinfo
            endpoint; it is compared with the *name at the provider* that our own record of a
            person has. Take one that people cannot choose.
        scopes: what the provider is asked for, `openid` among it.
        second_factor: whether the provider itself asks for a second factor; else ours is asked for
            as after a password.
        allow_http: whether it may be reached without encryption.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    issuer: Annotated[str, AfterValidator(_address)]
    client_id: str
    client_secret: SecretStr = Field(default=SecretStr(""), repr=False)
    client_secret_file: Path | None = None
    claim: str = "sub"
    scopes: str = "openid"
    second_factor: bool = False
    allow_http: bool = False

    @property
    def secret(self) -> str:
        """The client's secret; empty where it has none."""
        if self.client_secret_file is None:
            return self.client_secret.get_secret_value()
        return self.client_secret_file.read_text(encoding="utf-8").strip()


def read_openid_settings() -> OpenIdSettings | None:
    """Read the environment; None where it names no provider.

    Raises:
        SettingsRefused: naming the first variable that is missing or wrong, without its value.
    """
    if not os.environ.get(f"{PREFIX}ISSUER"):
        return None
    try:
        settings = OpenIdSettings()
        settings.secret  # noqa: B018  a file that cannot be read is told at the start
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        flaw = SettingFlaw.MISSING if detail["type"] == "missing" else value_reason(detail)
        raise SettingsRefused(PREFIX + str(detail["loc"][0]).upper(), flaw) from None
    except (OSError, UnicodeDecodeError):
        variable = f"{PREFIX}CLIENT_SECRET_FILE"
        raise SettingsRefused(variable, SettingFlaw.FILE_UNREADABLE) from None
    if urlsplit(settings.issuer).scheme != "https" and not settings.allow_http:
        raise SettingsRefused(f"{PREFIX}ISSUER", SettingFlaw.PROVIDER_NOT_ENCRYPTED)
    return settings
