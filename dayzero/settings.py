"""What an installation may set: by environment variables that begin with DAYZERO_."""

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, AnyHttpUrl, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import DayZeroError
from models.faults_found import value_reason
from models.reasons.refusals.refusal import FaultReason, ValueRefused
from models.reasons.refusals.settings import SettingFlaw
from wording.language import ENGLISH, Language, a_language

PREFIX = "DAYZERO_"
S = TypeVar("S", bound=BaseSettings)


def _address(text: str) -> str:
    """An http address to which a path can be appended."""
    return str(http_address(text)).rstrip("/")


def http_address(text: str) -> AnyHttpUrl:
    """Read an http or https address.

    Raises:
        ValueRefused: if it is none; the text, which may hold a secret, is not repeated.
    """
    try:
        return AnyHttpUrl(text)
    except ValidationError:
        raise ValueRefused(SettingFlaw.ADDRESS) from None


def _networks(text: str) -> str:
    """Addresses and networks, with a comma between them; nobody at all where it is empty.

    Raises:
        ValueRefused: if one is neither, or is everybody.
    """
    for word in filter(None, (word.strip() for word in text.split(","))):
        try:
            network = ip_network(word)
        except ValueError:
            raise ValueRefused(SettingFlaw.NO_NETWORK) from None
        if not network.prefixlen:
            raise ValueRefused(SettingFlaw.EVERYBODY)
    return text


class SettingsRefused(DayZeroError):
    """An environment variable that cannot be what was meant."""

    exit_code = 2
    kind = "settings_refused"

    def __init__(self, variable: str, reason: FaultReason) -> None:
        super().__init__(variable, reason)
        self.variable = variable
        self.reason = reason


class LanguageSetting(BaseSettings):
    """The one setting of commands that need no installation.

    Attributes:
        language: of what people read, where nobody says which: commands, messages, calendar
            links, Prefect's timelines, and pages where the browser asks for neither.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    language: Annotated[Language, AfterValidator(a_language)] = ENGLISH


class Settings(LanguageSetting):
    """The settings of one installation.

    Attributes:
        home: folder of the database, of Prefect's home and of the logs, closed to other
            accounts whatever the umask; None for the working directory.
        database_url: `sqlite:////path/dayzero.db` or `postgresql://…`; SQLite in the home unless
            it says otherwise; may hold a password.
        base_url: where readers reach the web application, as it stands in the links of calendars,
            entries and alerts; no slash at its end. `https://` makes cookies secure.
        routing: the file that says who is told of alerts, by which channel; None for the one
            that is shipped.
        mail_answer_seconds: how long a mail server may take once it has the whole mail, before
            the mail is perhaps sent again; the standard asks for 600.
        requests_per_link, requests_per_address: how often a calendar link, or one address
            with all of its links, may ask in a minute; 0 for as often as it likes.
        requests_per_api_token: the same of one token at `/api/v1`; of an address with all of its
            tokens counts `requests_per_address`.
        trusted_proxies: addresses and networks of the proxies whose word on who asks
            (`X-Forwarded-For`) is believed, with a comma between them.
        second_factor: the roles that may not sign in with a password alone, with a comma between
            them, such as `coordinator,reader`; who has no second factor is led through its set-up.
        signatures: whether the pages ask for an electronic signature where a fact is corrected or
            taken back, and where a deviation is explained.
        allow_local_urls: whether a calendar may be fetched from this machine or its own
            network, as in tests or from a hospital's own server.
        cds_clients: the file that lists which systems of the hospital may ask, by CDS Hooks, what
            an order of a drug would move; None for no such service.
        metrics: whether `/metrics` answers, without a sign-in: numbers alone.
        logs: `json` for one object a line from `worker` and `serve`, or `text`.
        today_folder: the folder into which a worker writes each site's Today every morning, as a
            page to print while the server is down, closed to other accounts; None for no files.
        backup_recipients: the file with the public keys (age, one a line) that each copy of the
            records is encrypted for; None for copies in clear.
        upcoming_at_most: how many subjects' next steps stand among Prefect's runs; None for
            200 on SQLite and all on PostgreSQL.
    """

    home: Path | None = None
    database_url: str = Field(
        default_factory=lambda already: f"sqlite:///{(already['home'] or Path()) / 'dayzero.db'}",
        repr=False,
    )
    base_url: Annotated[str, AfterValidator(_address)] = "http://127.0.0.1:8000"
    routing: Path | None = None
    mail_answer_seconds: Annotated[int, Field(ge=1, le=600)] = 120
    requests_per_link: Annotated[int, Field(ge=0)] = 120
    requests_per_address: Annotated[int, Field(ge=0)] = 1200
    requests_per_api_token: Annotated[int, Field(ge=0)] = 600
    trusted_proxies: Annotated[str, AfterValidator(_networks)] = "127.0.0.1,::1"
    second_factor: str = ""
    signatures: bool = False
    allow_local_urls: bool = False
    cds_clients: Path | None = None
    metrics: bool = False
    logs: Literal["text", "json"] = "text"
    today_folder: Path | None = None
    backup_recipients: Path | None = None
    upcoming_at_most: Annotated[int, Field(ge=0)] | None = None

    @property
    def public_url(self) -> str | None:
        """`base_url` where the installation has set one: links into it work for readers."""
        return self.base_url if "base_url" in self.model_fields_set else None


def read_settings() -> Settings:
    """Read the environment.

    Raises:
        SettingsRefused: naming the first variable that is wrong, without its value.
    """
    return _read(Settings)


def read_language() -> Language:
    """Read the language alone: `dayzero plan` asks for nothing else of an installation.

    Raises:
        SettingsRefused: if it is none of ours.
    """
    return _read(LanguageSetting).language


def _read(settings: type[S]) -> S:
    try:
        return settings()
    except ValidationError as error:
        detail = error.errors(include_url=False, include_input=False)[0]
        variable = PREFIX + str(detail["loc"][0]).upper()
        raise SettingsRefused(variable, value_reason(detail)) from error
