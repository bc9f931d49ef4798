"""Whether who asks is a listed system: its signed token, for this service, now, and once."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import jwt
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWTError
from sqlalchemy import Engine

from dayzero.web.cds.clients import Client, Clients
from models.records.store import TooMany, take_token

ALGORITHMS: Final = ("ES384", "RS384", "ES256", "RS256", "ES512", "RS512", "EdDSA")
"""Signatures with a private key: never `none`, never a shared secret."""

LONGEST: Final = timedelta(minutes=10)
"""A token is for one request; CDS Hooks asks for minutes."""

LEEWAY: Final = timedelta(seconds=30)


class NotListed(Exception):
    """A request without a token of a listed system; why is for the log alone."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class AskedTooOften(Exception):
    """More questions of one system within a minute than its entry in the list allows."""

    def __init__(self, client: str, wait: timedelta) -> None:
        super().__init__(client, wait)
        self.client = client
        self.wait = wait


def client_of(authorization: str, audience: str, clients: Clients, engine: Engine) -> Client:
    """Who asks; its token is spent from now on, for every process over these records.

    Args:
        authorization: the header of that name, `Bearer …`.
        audience: this service's own address.

    Raises:
        NotListed: if it is nobody who is listed.
        AskedTooOften: if it is, and asks oftener than it may; its token is not spent.
    """
    client, claims = _known(authorization, audience, clients)
    now = datetime.now(UTC)  # never the held clock: that by which the token's end was judged
    until = datetime.fromtimestamp(claims["exp"], UTC) + LEEWAY
    name, rate = str(claims["jti"]), client.per_minute
    why = take_token(engine, client.issuer, name, until=until, now=now, per_minute=rate)
    if isinstance(why, TooMany):
        raise AskedTooOften(client.name, why.wait)
    if why is not None:
        raise NotListed("used before")
    return client


def _known(authorization: str, audience: str, clients: Clients) -> tuple[Client, dict[str, Any]]:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotListed("no token")
    try:
        found = clients.find(_issuer(token))
        if found is None:
            raise NotListed("issuer")
        client, keys = found
        return client, _claims(token, _key(token, keys), audience, client)
    except PyJWTError as error:
        raise NotListed(type(error).__name__) from error


def _issuer(token: str) -> str:
    """Who it says that it is, to find the keys by; believed only once they fit."""
    said = jwt.decode(token, options={"verify_signature": False})
    return str(said.get("iss"))


def _key(token: str, keys: PyJWKSet) -> PyJWK:
    """The listed key that the token names; where a token points to keys elsewhere is not read."""
    name = jwt.get_unverified_header(token).get("kid")
    for key in keys.keys:
        if key.key_id == name:
            return key
    raise NotListed("key")


def _claims(token: str, key: PyJWK, audience: str, client: Client) -> dict[str, Any]:
    claims = jwt.decode(
        token,
        key,
        algorithms=list(ALGORITHMS),
        audience=audience,
        issuer=client.issuer,
        leeway=LEEWAY,
        options={"require": ["iss", "aud", "exp", "iat", "jti"]},
    )
    if claims["exp"] - claims["iat"] > LONGEST.total_seconds():
        raise NotListed("too long")
    return claims
