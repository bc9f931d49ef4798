"""Whether a worker is well, for whoever asks over HTTP: Prefect's own answer, `GET /health`.

200 while it polls Prefect's server and looks at the records, 503 where it does not. That it
answers at all says that the process is alive, which a worker is though Prefect's server is down.
"""

import threading
import time
from collections.abc import Callable, Iterable

from prefect.settings import PREFECT_WORKER_QUERY_SECONDS
from prefect.workers.server import build_healthcheck_server

SILENT_POLLS = 30  # in a row, as Prefect's own workers are taken for silent
STUCK_SECONDS = 900.0  # a look that answers many calls makes a whole sweep


class Health:
    """What a worker's parts say of themselves.

    Attributes:
        polled_at: the monotonic time at which Prefect's server last told which runs there are; at
            first that of the start. A worker's own word is not taken: while the server is away
            Prefect begins anew with a worker that counts as polling.
        looked_at: for each part that looks at the records, the monotonic time of its last look.
    """

    def __init__(self, looked_at: Iterable[Callable[[], float]]) -> None:
        self.polled_at = time.monotonic()
        self.looked_at = tuple(looked_at)

    def polled(self) -> None:
        """Note that Prefect's server answered."""
        self.polled_at = time.monotonic()

    def is_worker_still_polling(self, query_interval_seconds: float) -> bool:
        """Whether all of it does its work, as Prefect asks it."""
        now = time.monotonic()
        polls = now - self.polled_at <= SILENT_POLLS * query_interval_seconds
        return polls and all(now - last() < STUCK_SECONDS for last in self.looked_at)

    def serve(self, stop: threading.Event) -> None:
        """Answer where PREFECT_WORKER_WEBSERVER_HOST and _PORT say, until stopped."""
        server = build_healthcheck_server(self, PREFECT_WORKER_QUERY_SECONDS.value())  # type: ignore[arg-type]  # it asks nothing else of a worker
        threading.Thread(target=server.run, name="health", daemon=True).start()
        stop.wait()
        server.should_exit = True
