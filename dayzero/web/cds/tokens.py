"""Whether who asks is a listed system: its signed token, for this service, now, and once."""

from datetime import timedelta
from threading import Lock
from time import time
from typing import Any, Final

import jwt
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWTError

from dayzero.web.cds.clients import Client, Clients

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


class Used:
    """Tokens that were seen, until they end by themselves: none is taken a second time."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, str], float] = {}
        self._lock = Lock()

    def take(self, issuer: str, name: str, until: float) -> bool:
        """Note a token; False where it was taken before."""
        with self._lock:
            now = time() - LEEWAY.total_seconds()
            self._until = {known: end for known, end in self._until.items() if end > now}
            if (issuer, name) in self._until:
                return False
            self._until[issuer, name] = until
            return True


def client_of(authorization: str, audience: str, clients: Clients, used: Used) -> Client:
    """Who asks.

    Args:
        authorization: the header of that name, `Bearer …`.
        audience: this service's own address.

    Raises:
        NotListed: if it is nobody who is listed.
    """
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotListed("no token")
    try:
        found = clients.find(_issuer(token))
        if found is None:
            raise NotListed("issuer")
        client, keys = found
        claims = _claims(token, _key(token, keys), audience, client)
    except PyJWTError as error:
        raise NotListed(type(error).__name__) from error
    if not used.take(client.issuer, str(claims["jti"]), float(claims["exp"])):
        raise NotListed("used before")
    return client


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
