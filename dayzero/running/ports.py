"""Ports of this machine's loopback."""

import errno
import os
import socket

from models.errors import DayZeroError

LOOPBACK = "127.0.0.1"


class PortTaken(DayZeroError):
    """Somebody else listens where one of our servers should."""

    exit_code = 2
    kind = "port_taken"

    def __init__(self, option: str, port: int) -> None:
        super().__init__(option, port)
        self.option = option
        self.port = port


def free_port(*wished: int) -> int:
    """The first of the wished ports that nobody listens on, else any free one."""
    for port in (*wished, 0):
        if bound := _bound(port):
            return bound
    raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))


def require_free(option: str, port: int) -> int:
    """The port that an option asks for.

    Raises:
        PortTaken: if somebody listens on it.
    """
    if not _bound(port):
        raise PortTaken(option, port)
    return port


def _bound(port: int) -> int | None:
    """The port itself, or the one given for 0; None where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return None
        bound: int = probe.getsockname()[1]
        return bound
