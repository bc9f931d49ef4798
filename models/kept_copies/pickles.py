"""Our own data as bytes and back."""

import pickle
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any


class NotOfOurs(Exception):
    """Bytes that this program cannot make its data of."""


def to_pickle(data: object) -> bytes:
    """Data of ours as bytes."""
    written = BytesIO()
    _Writer(written, protocol=pickle.HIGHEST_PROTOCOL).dump(data)
    return written.getvalue()


def from_pickle(copy: bytes) -> object:
    """Data of ours out of such bytes, which lie where only the program's owner can write.

    Raises:
        NotOfOurs: if they cannot be read.
    """
    try:
        return pickle.loads(copy)  # noqa: S301  as trusted as the modules that Python keeps
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, TypeError) as error:
        raise NotOfOurs from error


def read_only(held: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """A mapping that nobody changes; Python writes none of its own kind."""
    return MappingProxyType(dict(held))


class _Writer(pickle.Pickler):
    def reducer_override(self, obj: Any) -> Any:
        return (read_only, (dict(obj),)) if isinstance(obj, MappingProxyType) else NotImplemented
