"""What a command prints reaches whoever asked for it, or its loss is told."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from models.errors import DayZeroError
from models.faults_found import system_reason
from models.reasons.refusals.refusal import FaultReason

UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
READER_GONE = 1  # the exit code of Typer and Rich as well, once nobody reads their output


class OutputLost(DayZeroError):
    """A disk is full, or a file may not grow; what the command changed before stays changed."""

    exit_code = 7
    kind = "output_lost"

    def __init__(self, why: FaultReason) -> None:
        super().__init__(why)
        self.why = why


@contextmanager
def output_kept() -> Iterator[None]:
    """Write what is still to be written before the process ends, while it can be told.

    A reader that has seen enough, as `head` has, is left without a word.

    Raises:
        OutputLost: if it cannot be written.
        SystemExit: as the command ends.
    """
    try:
        try:
            yield
        except SystemExit:
            _flush()
            raise
        _flush()
    except OSError as error:
        if error.errno != errno.EPIPE and error.errno not in UNWRITABLE:
            raise
        _write_no_more()
        if error.errno == errno.EPIPE:
            sys.exit(READER_GONE)
        raise OutputLost(system_reason(error)) from error


def _flush() -> None:
    if sys.stdout is not None:  # None where the process was started without one
        sys.stdout.flush()


def _write_no_more() -> None:
    """Python writes what is left at its end, and would tell of the same trouble once more."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
