"""Secrets that a browser alone has: random, and known to the records by a hash."""

import secrets
from hashlib import sha256

TOKEN_BYTES = 32


def new_token() -> str:
    """A secret that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What is kept of it. A look-up by hash takes no longer for tokens that exist."""
    return sha256(token.encode(errors="replace")).hexdigest()
