"""What is said of electronic signatures."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.signatures import Meaning
from wording.filled import part


@part("registers", "signatures")
@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureWords:
    """One language; every text names its own blanks.

    Attributes:
        off: where an installation asks for no signatures.
        statements: what each signature says of who gives it.
        misfit: of a signature whose record says something else by now.
        ask, ask_code, ask_provider: above the fields of a form that is signed.
        not_confirmed: on the form; `not_confirmed_yet` on the page beside it.
    """

    title: str
    about: str
    off: str
    waiting: str
    none_waits: str
    given: str
    none_given: str
    recorded: str
    correction: str
    explanation: str
    meaning: str
    statements: Mapping[Meaning, str]
    signed_by: str
    content: str
    misfit: str
    ask: str
    ask_code: str
    ask_provider: str
    confirm: str
    confirmed_title: str
    confirmed: str
    not_confirmed: str
    not_confirmed_yet: str
    legend: str
    sign: str
    sign_and_record: str
    sign_and_keep: str
    said_signed: str
