"""What is imported stays until the process ends: no collection of garbage looks through it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def everything_stays() -> Iterator[None]:
    """Whatever comes to be meanwhile is never looked through again; then collecting goes on."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
