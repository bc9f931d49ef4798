"""A worker's part that writes each site's Today as a file every morning.

It needs nothing of Prefect's, nor of the web application: the file is for when those are down.
"""

import logging
import threading
import time
from datetime import UTC, datetime

from sqlalchemy import Engine

from dayzero.desk.chart_files import FileUnusable
from dayzero.prefect_side.run_flows import held_at
from dayzero.prefect_side.trouble import Trouble
from dayzero.today_file.folder import Folder, write_due
from models.records.store import StoreTrouble
from wording.language import ENGLISH
from wording.refusals import say_refusal

LOG = logging.getLogger("dayzero.today")
LOOK_EVERY_SECONDS = 60.0


class Mornings:
    """Looks until it is told to stop; says each trouble once, and tries again."""

    def __init__(self, engine: Engine, folder: Folder, stop: threading.Event) -> None:
        self.engine = engine
        self.folder = folder
        self.stop = stop
        self.trouble = Trouble(LOG, "Today as a file waits", "Today is written as a file again")
        self.looked_at = time.monotonic()

    def until_stopped(self) -> None:
        """Look, wait a minute, look again."""
        self.look()
        while not self.stop.wait(LOOK_EVERY_SECONDS):
            self.look()

    def look(self) -> None:
        """Write what is due; once a day for each site."""
        self.looked_at = time.monotonic()
        try:
            written = write_due(self.engine, self.folder, held_at() or datetime.now(UTC))
        except (FileUnusable, StoreTrouble) as trouble:
            self.trouble.met(say_refusal(trouble, ENGLISH))
            return
        self.trouble.over()
        for file in written:
            LOG.info("%s", file)
