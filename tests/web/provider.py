"""A small OpenID Connect provider on loopback: discovery, codes with PKCE, signed answers."""

import hmac
import json
from base64 import b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

CLIENT, SECRET = "dayzero", "the client's own secret"
ACCESS = "for the userinfo alone"
LIFE_SECONDS = 300


class SmallProvider:
    """Signs whoever is named in at once, and answers wrongly where it is told to.

    Attributes:
        person: what it calls who signs in.
        twisted: claims that are not what they should be.
        tells: what it tells beside the token; None where it has no such address.
        hushed: whether it refuses to tell that.
        stranger: whether another key signs than the one that is published.
        says_no: whether it signs nobody in.
    """

    def __init__(self, server: HTTPServer, now: int) -> None:
        self.server, self.now = server, now
        self.issuer = server.url_for("/hospital")
        self.person = "u-4711"
        self.twisted: dict[str, Any] = {}
        self.tells: dict[str, Any] | None = None
        self.stranger = self.says_no = self.hushed = False
        self._key, self._other = (RSAKey.generate_key(2048, {"kid": "1"}) for _ in range(2))
        self._codes: dict[str, dict[str, str]] = {}
        self._answer("/.well-known/openid-configuration", self._described)
        self._answer("/keys", lambda _: _json(KeySet([self._key]).as_dict(private=False)))
        self._answer("/authorize", self._authorize)
        self._answer("/token", self._token)
        self._answer("/userinfo", self._userinfo)

    def _answer(self, path: str, handler: Any) -> None:
        self.server.expect_request(f"/hospital{path}").respond_with_handler(handler)

    def _described(self, _request: Request) -> Response:
        more = {} if self.tells is None else {"userinfo_endpoint": f"{self.issuer}/userinfo"}
        return _json(
            {
                **more,
                "issuer": self.twisted.get("discovered", self.issuer),
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "authorization_response_iss_parameter_supported": True,
            }
        )

    def _authorize(self, request: Request) -> Response:
        asked = request.args.to_dict()
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        told = {"state": asked["state"], "iss": self.issuer}
        if self.says_no:
            told["error"] = "access_denied"
        else:
            told["code"] = f"code-{len(self._codes)}"
            self._codes[told["code"]] = asked
        return Response(
            status=302, headers={"Location": f"{asked['redirect_uri']}?{urlencode(told)}"}
        )

    def _token(self, request: Request) -> Response:
        form = {name: value[0] for name, value in parse_qs(request.get_data(as_text=True)).items()}
        asked = self._codes.pop(form["code"], None)
        shown = b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
        challenge = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        if (
            asked is None
            or asked["redirect_uri"] != form["redirect_uri"]
            or not hmac.compare_digest(challenge, asked["code_challenge"].encode())
            or shown.partition(":")[0] != CLIENT
        ):
            return _json({"error": "invalid_grant"}, 400)
        signed = jwt.encode(
            {"alg": "RS256", "kid": "1"},
            self._claims(asked),
            self._other if self.stranger else self._key,
        )
        return _json({"access_token": ACCESS, "token_type": "Bearer", "id_token": signed})

    def _userinfo(self, request: Request) -> Response:
        asks = request.headers.get("Authorization")
        if self.tells is None or self.hushed or asks != f"Bearer {ACCESS}":
            return _json({"error": "invalid_token"}, 401)
        return _json(self.tells)

    def _claims(self, asked: dict[str, str]) -> dict[str, Any]:
        right = {
            "iss": self.issuer,
            "sub": self.person,
            "aud": CLIENT,
            "exp": self.now + LIFE_SECONDS,
            "iat": self.now,
            "nonce": asked["nonce"],
            **({"auth_time": self.now} if "max_age" in asked else {}),
        }
        return {**right, **self.twisted}


def _json(document: Any, status: int = 200) -> Response:
    return Response(json.dumps(document), status, content_type="application/json")
