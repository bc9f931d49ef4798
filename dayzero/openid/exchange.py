"""The two ways to a provider and back: the address to sign in at, and whom a code stands for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, ExpiredTokenError, JoseError

from dayzero.openid.discovery import ANSWER_SECONDS, Provider, keys_of
from dayzero.openid.refused import ProviderFlaw, ProviderRefused
from dayzero.openid.settings import OpenIdSettings
from dayzero.openid.userinfo import userinfo_of

SIGNED_WITH: Final = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "Ed25519",
)
"""Keys of which the provider alone has the half that signs; never `none`, never our own secret."""
LEEWAY_SECONDS: Final = 30  # by which the two clocks may differ

FLAWS: Final = {
    "iss": ProviderFlaw.ISSUER,
    "aud": ProviderFlaw.AUDIENCE,
    "azp": ProviderFlaw.AUDIENCE,
    "nonce": ProviderFlaw.NONCE,
    "exp": ProviderFlaw.EXPIRED,
}


def sign_in_address(
    settings: OpenIdSettings,
    provider: Provider,
    back: str,
    *,
    state: str,
    nonce: str,
    verifier: str,
    anew: bool = False,
) -> str:
    """Where the browser goes: with PKCE, so that a code is of use to nobody else.

    Args:
        anew: whether the person is to show who they are, however long they are signed in there.
    """
    asked = {"prompt": "login", "max_age": "0"} if anew else {}
    with _client(settings, provider, back) as client:
        address, _ = client.create_authorization_url(
            provider.authorization, state=state, nonce=nonce, code_verifier=verifier, **asked
        )
    return str(address)


def person_of_code(
    settings: OpenIdSettings,
    provider: Provider,
    back: str,
    code: str,
    *,
    nonce: str,
    verifier: str,
    now: datetime,
    since: datetime | None = None,
) -> str:
    """What the provider calls the person for whom a code stands.

    Args:
        since: the person must have shown who they are then or later; None for whenever.

    Raises:
        ProviderRefused: if the provider gives nothing for the code, or what it gives is not
            signed by it, not for us, not for this sign-in, too old, or names nobody; or does not
            say that the person signed in since then.
    """
    answer = _exchanged(settings, provider, back, code, verifier)
    claims = _checked(settings, provider, answer, nonce=nonce, now=now)
    if since is not None and not _is_since(claims.get("auth_time"), since):
        raise ProviderRefused(ProviderFlaw.NOT_FRESH)
    if settings.claim not in claims:
        claims = userinfo_of(provider, answer.get("access_token"), claims.get("sub"))
    name = claims.get(settings.claim)
    if not isinstance(name, str) or not name:
        raise ProviderRefused(ProviderFlaw.NO_NAME)
    return name


def _is_since(at: object, since: datetime) -> bool:
    return isinstance(at, int | float) and at >= since.timestamp() - LEEWAY_SECONDS


def _exchanged(
    settings: OpenIdSettings, provider: Provider, back: str, code: str, verifier: str
) -> Mapping[str, Any]:
    try:
        with _client(settings, provider, back) as client:
            answer = client.fetch_token(
                provider.token,
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                timeout=ANSWER_SECONDS,
                allow_redirects=False,
            )
    except AuthlibBaseError as error:
        raise ProviderRefused(ProviderFlaw.SAID_NO) from error
    except ValueError as error:  # that of requests for what is no JSON is both
        raise ProviderRefused(ProviderFlaw.ANSWER) from error
    except (requests.RequestException, OSError) as error:
        raise ProviderRefused(ProviderFlaw.DOWN) from error
    if not isinstance(answer, Mapping) or not isinstance(answer.get("id_token"), str):
        raise ProviderRefused(ProviderFlaw.ANSWER)
    return answer


def _checked(
    settings: OpenIdSettings,
    provider: Provider,
    answer: Mapping[str, Any],
    *,
    nonce: str,
    now: datetime,
) -> Mapping[str, Any]:
    keys = keys_of(provider)
    try:
        token = jwt.decode(answer["id_token"], keys, algorithms=list(SIGNED_WITH))
    except (JoseError, ValueError, KeyError) as error:
        raise ProviderRefused(ProviderFlaw.SIGNATURE) from error
    claims = CodeIDToken(
        token.claims,
        token.header,
        options={
            "iss": {"essential": True, "value": settings.issuer},
            "aud": {"essential": True, "value": settings.client_id},
        },
        params={
            "nonce": nonce,
            "client_id": settings.client_id,
            "access_token": answer.get("access_token"),
        },
    )
    with _named():
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    return dict(claims)


@contextmanager
def _named() -> Iterator[None]:
    """Which claim it is that cannot be."""
    try:
        yield
    except ExpiredTokenError as error:
        raise ProviderRefused(ProviderFlaw.EXPIRED) from error
    except ClaimError as error:
        raise ProviderRefused(FLAWS.get(error.claim, ProviderFlaw.ANSWER)) from error
    except (JoseError, ValueError, TypeError) as error:
        raise ProviderRefused(ProviderFlaw.ANSWER) from error


def _client(settings: OpenIdSettings, provider: Provider, back: str) -> OAuth2Session:
    secret = settings.secret
    shown = (
        "client_secret_basic" if "client_secret_basic" in provider.takes else "client_secret_post"
    )
    return OAuth2Session(
        settings.client_id,
        secret or None,
        token_endpoint_auth_method=shown if secret else "none",
        scope=settings.scopes,
        redirect_uri=back,
        code_challenge_method="S256",
    )
