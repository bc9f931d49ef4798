"""Prefect's heartbeat: a run that stops giving it is ended by the automation of `dayzero deploy`.

Each run with a heartbeat pays up to a second for it at its end. A pass, which takes less, goes
without; `tasks.prefect_pages.abandoned` ends one whose worker is gone.
"""

from functools import partial

from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

WITHOUT_HEARTBEAT = partial(temporary_settings, {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})
