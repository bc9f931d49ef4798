"""What Prefect's processes are told: no calls home, no advertising, room to start.

Prefect reads its environment when it is imported, so it is told before; what an
installation has set itself stays.
"""

import os
from collections.abc import Mapping

from dayzero.settings import read_settings

LEASES = "prefect.server.concurrency.lease_storage"
PREFECT_SETTINGS: Mapping[str, str] = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # a first start writes the database's tables: 14 s were measured, 20 s are the default
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # task runs reach the pages in batches: 500 took 14 s one by one, 1.5 s so
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
    # a run's place under its deployment's limit is given back some minutes after its process was
    # killed; kept in the server's memory, it was taken for ever once that was killed as well
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": f"{LEASES}.filesystem",
    # a worker asks for work this often: what is scheduled for a minute runs in that minute
    "PREFECT_WORKER_QUERY_SECONDS": "2",
    # a window on the records, not an archive: runs, their logs and artifacts stay 30 days,
    # events 2, and both leave by Prefect's own vacuum
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * 24 * 3600),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P2D",
}
# a command prints its own lines, so Prefect's go to its server only
QUIET: Mapping[str, str] = {
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",  # a list that is written without a run
}


def tell_environment() -> None:
    """Tell this process, before it imports Prefect, how it runs flows and where the records are.

    Only what the environment cannot say itself: an address that nobody set must not look as if
    readers came there.

    Raises:
        SettingsRefused: if the settings cannot be read.
    """
    for name, value in {**PREFECT_SETTINGS, **QUIET}.items():
        os.environ.setdefault(name, value)
    os.environ["DAYZERO_DATABASE_URL"] = read_settings().database_url
