"""What a worker has published and Prefect has not shown yet; two of its parts share it."""

import threading
from dataclasses import dataclass, field

from tasks.passes.at_once import ToTell


@dataclass(slots=True)
class ToShow:
    """Subjects who have a new pass, the longest waiting first, and what is to be told of them.

    It lives with the process. A worker that dies with some of it leaves a path whose word is
    not shown, which the next sweep finds in the records.
    """

    _subjects: dict[str, list[ToTell]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, subject: str, to_tell: ToTell | None) -> None:
        """Let a subject's path be shown, once however often it is added."""
        with self._lock:
            self._subjects.setdefault(subject, []).extend([to_tell] if to_tell else [])

    def waiting(self) -> int:
        """How many subjects wait."""
        return len(self._subjects)

    def next_one(self) -> tuple[str, list[ToTell]] | None:
        """Take the subject that waits longest; None where none does."""
        with self._lock:
            for subject in self._subjects:
                return subject, self._subjects.pop(subject)
            return None

    def put_back(self, subject: str, to_tell: list[ToTell]) -> None:
        """Let it wait again, as what was taken could not be shown."""
        with self._lock:
            self._subjects[subject] = [*to_tell, *self._subjects.get(subject, [])]
