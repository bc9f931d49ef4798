"""`dayzero worker`: scheduled runs, and a pass at once for whoever recorded something."""

from importlib import import_module

from dayzero.database import open_database
from dayzero.logs import log_ours
from dayzero.running.prefect_environment import tell_environment
from dayzero.settings import read_settings


def worker() -> None:
    """Stay, run what Prefect schedules, and pass over each subject once a fact is recorded.

    Safe to run on several machines side by side. SIGTERM and Ctrl-C let begun runs end.
    """
    engine = open_database()
    log_ours(read_settings().logs)
    tell_environment()  # Prefect reads its environment when it is imported
    import_module("dayzero.prefect_side.warm_worker").work(engine)
