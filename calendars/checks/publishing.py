"""The last look before a calendar is published: our own lint, over what is new in it."""

from collections.abc import Iterable, Sequence

from calendars.checks.lint import lint
from calendars.feeds.feed import Whose, as_written, event_component, joined
from calendars.feeds.variants import Variant
from models.disclosure import Disclosure
from models.errors import Fault
from models.schedule import PublishedEntry

WHOLE = Variant("both", ceiling=Disclosure.TREATMENT)  # all that any variant quotes is in these


def faults_of_new(
    before: Iterable[PublishedEntry], after: Sequence[PublishedEntry]
) -> tuple[Fault, ...]:
    """Why the entries that are new or revised must not go out; nothing where they may.

    What subscribers have already passed this once, and is not looked at again: a pass
    that changes nothing serialises nothing.
    """
    seen = set(map(id, before))
    new = [line for line in after if id(line) not in seen]
    if not new:
        return ()
    first = new[0].entry
    whose = Whose("subject", first.subject)
    events = [
        as_written(line, WHOLE, bytes(event_component(line, WHOLE).to_ical())) for line in new
    ]
    return lint(joined(whose, events, first.zone, WHOLE))
