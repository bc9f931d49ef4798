"""Ports for servers of tests, which run beside each other."""

import socket

from dayzero.running.ports import LOOPBACK

_kept: list[socket.socket] = []


def free_port() -> int:
    """A port of this machine that no other test is given, now or later in its run.

    It stays bound until the process ends, without anybody listening: the system gives it to
    nobody else who asks for any, and a server that asks for this one gets it. A port that was
    only looked up could be given to two servers that start at once, and a test would then speak
    to the server of another.
    """
    kept = socket.socket()
    kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    kept.bind((LOOPBACK, 0))
    _kept.append(kept)
    port: int = kept.getsockname()[1]
    return port
