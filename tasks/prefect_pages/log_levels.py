"""The level of Prefect's line "Finished in state …" says what the state's colour says.

Prefect logs every state that is not of the completed type as an ERROR, which a step that
is planned for next month is not.
"""

import logging
import re

from pictures.colours import COLOUR, GREEN, GREY, ORANGE, RED

FINISHED = re.compile(r"Finished in state ([^(]+)\(")
LEVEL = {
    GREEN: logging.INFO,
    GREY: logging.INFO,
    ORANGE: logging.WARNING,
    RED: logging.ERROR,
}
LEVEL_OF_WORD = {word.value: LEVEL[colour] for word, colour in COLOUR.items()}


class ColourIsLevel(logging.Filter):
    """Sets the level of such a line by its word; every line passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        finished = FINISHED.match(str(record.msg))
        if finished and finished[1] in LEVEL_OF_WORD:
            record.levelno = LEVEL_OF_WORD[finished[1]]
            record.levelname = logging.getLevelName(record.levelno)
        return True


def level_by_colour() -> None:
    """Apply it to Prefect's two run loggers; once or often is the same."""
    for name in ("prefect.task_runs", "prefect.flow_runs"):
        logger = logging.getLogger(name)
        if not any(isinstance(known, ColourIsLevel) for known in logger.filters):
            logger.addFilter(ColourIsLevel())
