"""Files of age's keys: public ones that copies are encrypted for, secret ones that open them."""

from pathlib import Path

import pyrage
from pyrage import x25519

from models.errors import Fault, InputRefused
from models.faults_found import system_reason
from models.reasons.refusals.keeping.copies import KeyFlaw


def read_recipients(file: Path) -> tuple[str, ...]:
    """The public keys of a file, one a line, as age itself reads them (`age -R`).

    Raises:
        InputRefused: naming the file and the line, which is not repeated, if one is no public
            key; or the file, if there is none.
    """
    found = tuple(_recipient(file, number, word) for number, word in _lines(file))
    if not found:
        raise InputRefused([Fault(str(file), KeyFlaw.NOBODY)])
    return found


def read_identities(file: Path) -> list[x25519.Identity]:
    """The secret keys of a file that `age-keygen` wrote.

    Raises:
        InputRefused: naming the file, if it holds anything else.
    """
    try:
        found = [x25519.Identity.from_str(word) for _, word in _lines(file)]
    except pyrage.IdentityError:
        found = []
    if not found:
        raise InputRefused([Fault(str(file), KeyFlaw.NO_IDENTITY)])
    return found


def _recipient(file: Path, number: int, word: str) -> str:
    try:
        return str(x25519.Recipient.from_str(word))
    except pyrage.RecipientError:
        # from None: whoever mistook the secret key for it would read it in a traceback
        raise InputRefused([Fault(f"{file}, line {number}", KeyFlaw.NO_RECIPIENT)]) from None


def _lines(file: Path) -> list[tuple[int, str]]:
    """What stands in a file of keys, without its remarks; each with its line's number."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise InputRefused([Fault(str(file), system_reason(error))]) from error
    words = ((number, line.strip()) for number, line in enumerate(lines, 1))
    return [(number, word) for number, word in words if word and not word.startswith("#")]
