"""What a provider tells of a person beside the ID token, where the token lacks it."""

import hmac
from collections.abc import Mapping
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from dayzero.openid.discovery import ANSWER_SECONDS, Provider, document_in
from dayzero.openid.refused import ProviderFlaw, ProviderRefused


def userinfo_of(provider: Provider, access: object, sub: object) -> Mapping[str, Any]:
    """What it tells of whom it signed in; nothing where it tells nowhere.

    Args:
        access: the token that came with the ID token.
        sub: whom the ID token is of; what is told of anybody else is not taken.

    Raises:
        ProviderRefused: if it cannot be asked, answers with what is no answer, or tells of
            somebody else.
    """
    if not provider.userinfo:
        return {}
    if not isinstance(access, str) or not access:
        raise ProviderRefused(ProviderFlaw.ANSWER)
    told = _told(provider.userinfo, access)
    if not hmac.compare_digest(_octets(told.get("sub")), _octets(sub)):
        raise ProviderRefused(ProviderFlaw.SOMEBODY_ELSE)
    return told


def _told(address: str, access: str) -> Mapping[str, Any]:
    """No redirect is followed: the token is for the provider alone."""
    token = {"access_token": access, "token_type": "Bearer"}
    try:
        with OAuth2Session(token=token) as client:
            answer = client.get(address, timeout=ANSWER_SECONDS, allow_redirects=False)
    except AuthlibBaseError as error:
        raise ProviderRefused(ProviderFlaw.ANSWER) from error
    except (requests.RequestException, OSError) as error:
        raise ProviderRefused(ProviderFlaw.DOWN) from error
    return document_in(answer)


def _octets(sub: object) -> bytes:
    """A `sub` as it is compared.

    Raises:
        ProviderRefused: if it is none.
    """
    if not isinstance(sub, str) or not sub:
        raise ProviderRefused(ProviderFlaw.SOMEBODY_ELSE)
    return sub.encode(errors="surrogatepass")
