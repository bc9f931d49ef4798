"""Steps by the names under which a calendar may tell them below the ceiling `treatment`."""

from models.disclosure import Disclosure
from models.protocol.path import Step
from models.schedule import Entry
from models.versions.known import known_protocol

NOTHING = Disclosure.NOTHING


def key_outside(entry: Entry) -> str:
    """The entry's key, its step by the name for outside: `test_infusion.window`."""
    step = _step(entry)
    if step is None or not (entry.key == step.id or entry.key.startswith(f"{step.id}.")):
        return entry.key
    return step.named(NOTHING).id + entry.key[len(step.id) :]


def step_outside(entry: Entry) -> str:
    """The id of the entry's step, as it may be told."""
    step = _step(entry)
    return entry.step if step is None else step.named(NOTHING).id


def time_of(entry: Entry) -> int:
    """2 for what is held for the second time, as its key says: `apheresis.2.window`."""
    if not entry.key.startswith(f"{entry.step}."):
        return 1
    number = entry.key.removeprefix(f"{entry.step}.").partition(".")[0]
    return int(number) if number.isdecimal() else 1


def _step(entry: Entry) -> Step | None:
    return known_protocol(entry.trial).step_by_id.get(entry.step)
