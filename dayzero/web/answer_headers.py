"""Headers that every answer carries, whatever it says."""

from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    "Referrer-Policy": "no-referrer",  # a calendar's address is its key
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


class AnswerHeaders:
    """Adds them to the first message of each answer; costs nothing else."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str] = ALWAYS) -> None:
        self.app = app
        self._octets = [(name.lower().encode(), said.encode()) for name, said in headers.items()]
        self._names = frozenset(name for name, _ in self._octets)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = [each for each in message["headers"] if each[0] not in self._names]
                message["headers"] = others + self._octets
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
