"""What OpenAPI says, for who writes a program: help, in English in every installation."""

from collections.abc import Mapping
from typing import Any, Final

ABOUT: Final = (
    "Dates of the subjects of one trial, with the rights of the person whom a token is of. Problems"
    " are told as RFC 9457 in the language of `Accept-Language` or `?lang=`."
)
PROBLEM: Final[Mapping[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "description": "`urn:dayzero:problem:` and its name."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "faults": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "detail"],
                "properties": {"path": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
    },
}
FACT: Final[Mapping[str, Any]] = {
    "type": "object",
    "description": "A fact as a chart holds it. An instant without offset is read on the site's"
    " clock. With `corrects` and `reason` it stands in the place of another; of kind"
    " `retraction` it takes another back.",
    "required": ["kind"],
    "properties": {
        "kind": {
            "enum": [
                *("step", "drug", "radiotherapy", "test", "event", "measurement", "finding"),
                *("constant", "retraction"),
            ]
        },
    },
}
IF_MATCH: Final = "The ETag of the facts that the writer had seen; 412 if they are others."
KEY: Final = "The sender's name for this deed: sent again under it, it is recorded once."
AFTER: Final = "A subject's number; those behind it."
STATE: Final = "The one word for the path, such as `on_track` or `violated`."
PHASE: Final = "A phase of the protocol, `closed` or `completed`."
FIRST: Final = "A day; else today in UTC."
OF_PERSON: Final = "An API token of a person."
