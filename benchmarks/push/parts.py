"""The two parts of a worker that tell others, in a process of their own and without Prefect."""

import signal
import threading

from dayzero.caldav_settings import read_target
from dayzero.database import open_database
from dayzero.prefect_side.invitations import Invitations
from dayzero.prefect_side.pushes import Pushes
from wording.language import ENGLISH


def main() -> None:
    """Push and invite until SIGTERM."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    engine = open_database()
    parts = (Pushes(engine, read_target(ENGLISH), stop), Invitations(engine, stop))
    threads = [threading.Thread(target=part.until_stopped) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
