"""The trial's protocol: data with sources, loaded and checked once."""

from models.protocol.loading.loader import load_protocol, read_protocol
from models.protocol.types import Protocol

__all__ = ["Protocol", "load_protocol", "read_protocol"]
