"""A load generator: one thread, many connections kept open, the next request after an answer.

A first answer tells how long each is, so heads need not be read. Compared with `wrk -t1 -c16`
on the same nginx it asks as fast (200: 13,200 against 13,300 a second, 304: 20,000 against
21,000), so the servers are what is measured.
"""

import select
import socket
import time
from dataclasses import dataclass, field

from dayzero.running.ports import LOOPBACK

CONNECTIONS = 16
PATIENCE_SECONDS = 30.0
ROOM = memoryview(bytearray(262_144))


class WrongAnswer(Exception):
    """A peer that does not answer as it must for its speed to mean anything."""

    def __init__(self, wanted: int, got: bytes) -> None:
        super().__init__(wanted, got)
        self.wanted = wanted
        self.got = got

    def __str__(self) -> str:
        return f"asked for {self.wanted}, got {self.got.decode(errors='replace')!r}"


@dataclass(frozen=True)
class Question:
    """One request to one server, and the status of its answer."""

    port: int
    path: str
    status: int
    headers: tuple[str, ...] = ()

    @property
    def octets(self) -> bytes:
        """As it goes over the wire."""
        lines = (f"GET {self.path} HTTP/1.1", f"Host: {LOOPBACK}", *self.headers, "", "")
        return "\r\n".join(lines).encode()


@dataclass(frozen=True)
class Answered:
    """A first answer: what all that follow must be like.

    Attributes:
        length: of head and body together; every answer to the same question has the same.
        closes: whether the server closes the connection behind it.
    """

    status_line: bytes
    headers: dict[str, str]
    body: bytes
    length: int
    closes: bool


def ask(question: Question) -> Answered:
    """Ask once, read the whole answer.

    Raises:
        WrongAnswer: if its status is another one.
    """
    with socket.create_connection((LOOPBACK, question.port), PATIENCE_SECONDS) as line:
        line.sendall(question.octets)
        stream = line.makefile("rb")
        status = stream.readline()
        if int(status.split()[1]) != question.status:
            raise WrongAnswer(question.status, status)
        head = list(iter(stream.readline, b"\r\n"))
        headers = {
            name.lower(): value.strip()
            for name, _, value in (each.decode("latin-1").partition(":") for each in head)
        }
        body = stream.read(int(headers.get("content-length", 0)) if question.status != 304 else 0)
    length = len(status) + sum(map(len, head)) + 2 + len(body)
    closes = status.startswith(b"HTTP/1.0") or headers.get("connection") == "close"
    return Answered(status, headers, body, length, closes)


@dataclass
class _Line:
    """One connection, how much of an answer has come, and when it was asked for."""

    socket: socket.socket
    got: int = 0
    asked: float = field(default_factory=time.perf_counter)


@dataclass
class Load:
    """One measurement: as many answers as come in a stretch of time.

    Attributes:
        took: the seconds of each answer, from the question to its last byte.
    """

    question: Question
    first: Answered
    epoll: select.epoll = field(default_factory=select.epoll)
    lines: dict[int, _Line] = field(default_factory=dict)
    answers: int = 0
    took: list[float] = field(default_factory=list)

    def run(self, seconds: float) -> float:
        """Answers per second.

        Raises:
            WrongAnswer: if one has another status than the first, or none comes.
        """
        try:
            for _ in range(CONNECTIONS):
                self._open()
            begun = time.perf_counter()
            while time.perf_counter() - begun < seconds:
                ready = self.epoll.poll(PATIENCE_SECONDS)
                if not ready:
                    raise WrongAnswer(self.question.status, b"nothing")
                for number, _ in ready:
                    self._read(number)
            return self.answers / (time.perf_counter() - begun)
        finally:
            for line in self.lines.values():
                line.socket.close()
            self.epoll.close()

    def _open(self) -> None:
        opened = socket.create_connection((LOOPBACK, self.question.port), PATIENCE_SECONDS)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.lines[opened.fileno()] = _Line(opened)
        self.epoll.register(opened.fileno(), select.EPOLLIN)
        opened.sendall(self.question.octets)

    def _read(self, number: int) -> None:
        line = self.lines[number]
        came = line.socket.recv_into(ROOM)
        if line.got == 0 and ROOM[: len(self.first.status_line)] != self.first.status_line:
            raise WrongAnswer(self.question.status, bytes(ROOM[: min(came, 80)]))
        line.got += came
        if line.got < self.first.length:
            return
        self.answers += 1
        self.took.append(time.perf_counter() - line.asked)
        line.got = 0
        if self.first.closes:
            self.epoll.unregister(number)
            self.lines.pop(number).socket.close()
            self._open()
        else:
            line.asked = time.perf_counter()
            line.socket.send(self.question.octets)


def answers_per_second(question: Question, seconds: float) -> float:
    """How fast a server answers one question, on connections that stay open if it lets them.

    Raises:
        WrongAnswer: if it answers otherwise than it must.
    """
    return Load(question, ask(question)).run(seconds)


def seconds_taken(question: Question, seconds: float) -> list[float]:
    """How long each answer takes while `CONNECTIONS` clients ask again as soon as they have one.

    Raises:
        WrongAnswer: if a server answers otherwise than it must.
    """
    load = Load(question, ask(question))
    load.run(seconds)
    return load.took
