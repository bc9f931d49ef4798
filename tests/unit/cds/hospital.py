"""A hospital's system that asks before an order of a drug is signed."""

import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from tests.web.pages import Pages

ISSUER = "https://orders.hospital.example"
SYSTEM = "urn:hospital.example:study-number"
SUBJECT = "CN02-001"  # infusion booked for 18 March at 10:00
CLIENTS = f"""
schema = "dayzero.cds-clients/1"

[[client]]
issuer = "{ISSUER}"
name = "ward-orders"
keys = "orders.jwks.json"
sites = ["CN02"]
subject_system = "{SYSTEM}"
"""


@dataclass(frozen=True)
class Hospital:
    """A system that orders drugs, with its private key, and the server that it asks."""

    pages: Pages
    key: ec.EllipticCurvePrivateKey

    @property
    def address(self) -> str:
        return f"{self.pages.url}/cds-services/order-sign"

    def token(self, key: Any = None, *, kid: str = "k1", alg: str = "ES384", **claims: Any) -> str:
        now = int(time.time())
        usual = {"iss": ISSUER, "aud": self.address, "iat": now, "exp": now + 300}
        told = {**usual, "jti": str(uuid4()), **claims}
        kept = {name: value for name, value in told.items() if value is not None}
        return jwt.encode(kept, key or self.key, algorithm=alg, headers={"kid": kid})

    def ask(
        self, *orders: dict[str, Any], token: str | None = None, **changes: Any
    ) -> httpx.Response:
        body = {**asked(*orders), **changes}
        bearer = {"Authorization": f"Bearer {self.token() if token is None else token}"}
        return httpx.post(self.address, json=body, headers=bearer, timeout=60)

    def cards(self, *orders: dict[str, Any], **changes: Any) -> list[dict[str, Any]]:
        answer = self.ask(*orders, **changes)
        assert answer.status_code == 200, answer.text
        cards: list[dict[str, Any]] = answer.json()["cards"]
        return cards


def asked(*orders: dict[str, Any], subject: str = SUBJECT, system: str = SYSTEM) -> dict[str, Any]:
    return {
        "hook": "order-sign",
        "hookInstance": str(uuid4()),
        "context": {
            "userId": "Practitioner/1",
            "patientId": "p1",
            "draftOrders": {
                "resourceType": "Bundle",
                "type": "collection",
                "entry": [{"resource": order} for order in orders],
            },
        },
        "prefetch": {
            "patient": {
                "resourceType": "Patient",
                "id": "p1",
                "name": [{"family": "Zhang"}],
                "identifier": [{"system": system, "value": subject}],
            }
        },
    }


def order(drug: str, *days: str, route: str = "47625008", **changes: Any) -> dict[str, Any]:
    return {
        "resourceType": "MedicationRequest",
        "status": "draft",
        "intent": "order",
        "subject": {"reference": "Patient/p1"},
        "medicationCodeableConcept": {"text": drug},
        "dosageInstruction": [
            {
                "timing": {"event": list(days)},
                "route": {"coding": [{"system": "http://snomed.info/sct", "code": route}]},
                "doseAndRate": [{"doseQuantity": {"value": 10, "unit": "mg"}}],
            }
        ],
        **changes,
    }


SIXTY_HOURS_BEFORE = order("dexamethasone", "2026-03-15T22:00:00+08:00")


def public(key: ec.EllipticCurvePrivateKey) -> dict[str, Any]:
    told: dict[str, Any] = ECAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {**told, "kid": "k1", "alg": "ES384", "use": "sig"}
