"""`dayzero worker`: scheduled runs, and a pass at once for whoever recorded something."""

import logging
from importlib import import_module

from dayzero.database import open_database
from dayzero.running.prefect_environment import tell_environment


def worker() -> None:
    """Stay, run what Prefect schedules, and pass over each subject once a fact is recorded.

    Safe to run on several machines side by side. SIGTERM and Ctrl-C let begun runs end.
    """
    engine = open_database()
    _log_ours()
    tell_environment()  # Prefect reads its environment when it is imported
    import_module("dayzero.prefect_side.warm_worker").work(engine)


def _log_ours() -> None:
    """Our own lines only; Prefect's stand with its runs."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    ours = logging.getLogger("dayzero")
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
