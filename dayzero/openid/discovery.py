"""What a provider says of itself: where one signs in, and the keys that it signs with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from dayzero.openid.refused import ProviderFlaw, ProviderRefused
from dayzero.openid.settings import OpenIdSettings

ANSWER_SECONDS: Final = 5.0
WELL_KNOWN: Final = "/.well-known/openid-configuration"
USERINFO: Final = "userinfo_endpoint"


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a provider does what.

    Attributes:
        userinfo: where it tells more of a person than the ID token does; empty where nowhere.
        names_itself: whether its answers say who it is (RFC 9207), and must.
        takes: how a client may show its secret.
    """

    authorization: str
    token: str
    keys: str
    userinfo: str
    names_itself: bool
    takes: tuple[str, ...]


def discover(settings: OpenIdSettings) -> Provider:
    """Ask a provider where it does what.

    Raises:
        ProviderRefused: if it cannot be reached, calls itself otherwise, or names an address that
            is none, or is not encrypted.
    """
    said = _asked(settings.issuer.rstrip("/") + WELL_KNOWN)
    if said.get("issuer") != settings.issuer:
        raise ProviderRefused(ProviderFlaw.ISSUER)
    takes = said.get("token_endpoint_auth_methods_supported")
    return Provider(
        authorization=_address(said, "authorization_endpoint", settings),
        token=_address(said, "token_endpoint", settings),
        keys=_address(said, "jwks_uri", settings),
        userinfo=_address(said, USERINFO, settings) if USERINFO in said else "",
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        takes=tuple(takes) if isinstance(takes, list) else ("client_secret_basic",),
    )


def keys_of(provider: Provider) -> KeySet:
    """The keys with which a provider signs now.

    Raises:
        ProviderRefused: if they cannot be fetched, or are none.
    """
    try:
        return KeySet.import_key_set(_asked(provider.keys))  # type: ignore[arg-type]  # refused where it is none
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ProviderRefused(ProviderFlaw.ANSWER) from error


def _asked(address: str) -> Mapping[str, Any]:
    """No redirect is followed: what a provider is, it says at its own address."""
    try:
        answer = requests.get(address, timeout=ANSWER_SECONDS, allow_redirects=False)
    except (requests.RequestException, OSError) as error:
        raise ProviderRefused(ProviderFlaw.DOWN) from error
    return document_in(answer)


def document_in(answer: requests.Response) -> Mapping[str, Any]:
    """What a provider answers.

    Raises:
        ProviderRefused: if it is an error of its own, or no JSON object.
    """
    if answer.status_code != requests.codes.ok:
        raise ProviderRefused(ProviderFlaw.DOWN)
    try:
        said = answer.json()
    except ValueError as error:
        raise ProviderRefused(ProviderFlaw.ANSWER) from error
    if not isinstance(said, dict):
        raise ProviderRefused(ProviderFlaw.ANSWER)
    return said


def _address(said: Mapping[str, Any], name: str, settings: OpenIdSettings) -> str:
    address = said.get(name)
    schemes = {"https", "http"} if settings.allow_http else {"https"}
    if not isinstance(address, str) or urlsplit(address).scheme not in schemes:
        raise ProviderRefused(ProviderFlaw.ANSWER)
    return address
