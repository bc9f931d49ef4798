"""Data that was read and checked is kept for the next process, as Python keeps its modules.

A copy is taken only for the very same data, program and libraries: its seal says so, and that
the copy is whole. It can be thrown away at any time. Where it cannot be written, each process reads
the data itself.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, cast

from models.kept_copies import folder
from models.kept_copies.pickles import NotOfOurs, from_pickle, to_pickle
from models.kept_copies.program import program_stamp

Data = TypeVar("Data")
_SEAL_BYTES = sha256().digest_size


def kept(kind: str, place: Path, sources: Sequence[bytes], read: Callable[[], Data]) -> Data:
    """What `read` makes of the sources; out of a copy where it was made before.

    Args:
        kind: what it is, the same for the same `read`.
        place: where the first source lies; one copy is kept for each place.
        sources: everything that is read, in one order.

    Raises:
        whatever `read` raises; what cannot be read is never kept.
    """
    file = folder.COPIES / f"{kind}-{sha256(bytes(place.absolute())).hexdigest()[:16]}.kept"
    key = _key(kind, sources)
    found = _found(file, key)
    if found is None:
        made = read()
        copy = to_pickle(made)
        folder.write_copy(file, _seal(key, copy) + copy)
        return made
    return cast("Data", found)


def _found(file: Path, key: bytes) -> object | None:
    """What a copy holds; None where there is none, or it is of anything else, or damaged."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    seal, copy = raw[:_SEAL_BYTES], raw[_SEAL_BYTES:]
    if seal != _seal(key, copy):
        return None
    try:
        return from_pickle(copy)
    except NotOfOurs:
        return None


def _key(kind: str, sources: Sequence[bytes]) -> bytes:
    digest = sha256(f"{kind}\0{program_stamp()}".encode())
    for source in sources:
        digest.update(b"\0%d\0" % len(source))
        digest.update(source)
    return digest.digest()


def _seal(key: bytes, copy: bytes) -> bytes:
    return sha256(key + copy).digest()
