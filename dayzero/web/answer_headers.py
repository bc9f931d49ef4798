"""Headers that every answer carries, whatever it says."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    "Referrer-Policy": "no-referrer",  # a calendar's address is its key
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_OCTETS = [(name.lower().encode(), value.encode()) for name, value in ALWAYS.items()]
_NAMES = frozenset(name for name, _ in _OCTETS)


class AnswerHeaders:
    """Adds them to the first message of each answer; costs nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                others = [each for each in message["headers"] if each[0] not in _NAMES]
                message["headers"] = others + _OCTETS
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
