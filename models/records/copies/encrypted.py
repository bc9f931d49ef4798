"""Copies that only who holds a key can read: age (age-encryption.org), of many recipients."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import pyrage
from pyrage import x25519

from models.faults_found import system_reason
from models.reasons.refusals.keeping.copies import CopyFault, CopyFlaw, CopyUnusable
from models.reasons.refusals.refusal import FaultReason
from models.records.copies.keys import read_identities
from models.records.copies.refused import CopyRefused

BEGINS: Final = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")
"""How a file that is encrypted by age begins, in octets or in letters."""

_NO_KEY_FITS: Final = "No matching keys found"


def is_encrypted(file: Path) -> bool:
    """Whether a file says at its beginning that age has encrypted it.

    Raises:
        OSError: if it cannot be read.
    """
    with file.open("rb") as opened:
        return opened.read(max(map(len, BEGINS))).startswith(BEGINS)


def encrypt(clear: Path, part: Path, recipients: Sequence[str], named: Path) -> None:
    """Write what a file holds into another, for the recipients alone.

    Args:
        recipients: public keys that `read_recipients` let pass.
        named: the copy, as a refusal calls it.

    Raises:
        CopyRefused: if it cannot be written.
    """
    keys = [x25519.Recipient.from_str(recipient) for recipient in recipients]
    try:
        with clear.open("rb") as source, _whole(part) as target:
            pyrage.encrypt_io(source, target, keys)
    except (pyrage.EncryptError, OSError) as error:
        raise CopyRefused(named, _of_the_system(error) or CopyFault(told=str(error))) from error


def decrypt(file: Path, identity: Path, part: Path) -> None:
    """Write what an encrypted copy holds into another file, which is worth nothing if refused.

    Args:
        identity: the file with the secret key; no more of it is told than its name.

    Raises:
        InputRefused: naming the file of the key, if it holds none.
        CopyRefused: if no key of it opens the copy, or the copy is damaged.
    """
    keys = read_identities(identity)
    try:
        with file.open("rb") as source, _whole(part) as target:
            pyrage.decrypt_io(source, target, keys)
    except (pyrage.DecryptError, OSError) as error:
        if str(error) == _NO_KEY_FITS:
            raise CopyRefused(file, CopyFlaw.FOR_ANOTHER_KEY) from error
        raise CopyRefused(file, _of_the_system(error) or CopyFlaw.UNSOUND) from error


class _Target:
    """A file that is written; an error at its last octets, which the library drops, is kept."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.lost: OSError | None = None

    def write(self, octets: bytes) -> int:
        try:
            return self._file.write(octets)
        except OSError as error:
            self.lost = error
            raise

    def flush(self) -> None:
        self._file.flush()


@contextmanager
def _whole(part: Path) -> Iterator[_Target]:
    """A file to write into, whole after the block.

    Raises:
        OSError: if it is not.
    """
    with part.open("wb") as file:
        target = _Target(file)
        yield target
        if target.lost is not None:
            raise target.lost


def _of_the_system(error: Exception) -> FaultReason | None:
    """What the system said; None where the library itself refuses."""
    if isinstance(error, OSError) and error.errno:
        return CopyUnusable(why=system_reason(error))
    return None
