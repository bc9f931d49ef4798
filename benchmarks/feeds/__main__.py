"""How fast feeds are written and served, beside others doing the same; `make benchmark-feeds`.

Everything is measured in one run on one machine, peers in turn, round after round; what is
told are medians and ratios within rounds, since a busy machine slows all of them. It takes
about a minute and stops by itself.
"""

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from benchmarks.feeds.events import SHANGHAI, EventFacts, facts_of, many
from benchmarks.feeds.installation import SUBJECT, Installation, installed
from benchmarks.feeds.servers import (
    environment,
    serve_by_nginx,
    serve_by_radicale,
    serve_ours,
    unchanged,
)
from benchmarks.feeds.writers import by_hand, by_ical, by_icalendar, by_ics, by_vobject
from benchmarks.load import CONNECTIONS, Question, answers_per_second, ask
from benchmarks.rounds import interleaved, ratio
from calendars.feeds.feed import render_feed, written
from dayzero.running.processes import children
from models.records.passes.kept_entries import columns_of, entry_of
from models.schedule import PublishedEntry

EVENTS = 500
SECONDS_OF_LOAD = 1.0
TIMES_PLAIN, SHARE_OF_NGINX = 100, 0.25  # the targets
SHORTEST_SECONDS = 0.2  # a writer that needs less writes again
WARM, COLD, FLOOR, PLAIN = "ours, warm", "ours, cold", "by hand", "icalendar"
OURS, NGINX, RADICALE = "dayzero serve", "nginx", "Radicale"

Events = TypeVar("Events", EventFacts, PublishedEntry)


def main() -> None:
    """Measure and print."""
    say = Console(highlight=False, width=100)
    with tempfile.TemporaryDirectory() as place:
        installation = installed(Path(place))
        say.print(written_table(writing(installation)))
        say.print(served_table(serving(installation, Path(place))))


def writing(installation: Installation) -> Mapping[str, list[float]]:
    """Events per second of everybody who writes the same events.

    Raises:
        AssertionError: if by hand are not the very bytes of our feed.
    """
    lines = many(installation.entries, EVENTS)
    facts = facts_of(lines)
    assert by_hand(facts) in _feed(lines), "by hand are other bytes: no floor to compare with"
    return interleaved(
        {
            WARM: lambda: _rate(_feed, _read_anew(lines)),
            COLD: lambda: _rate(_cold_feed, lines),
            FLOOR: lambda: _rate(by_hand, facts),
            PLAIN: lambda: _rate(by_icalendar, facts),
            "ical": lambda: _rate(by_ical, facts),
            "ics": lambda: _rate(by_ics, facts),
            "vobject": lambda: _rate(by_vobject, facts),
        }
    )


def serving(installation: Installation, folder: Path) -> Mapping[str, Mapping[str, list[float]]]:
    """Answers per second of each server: with the calendar, and that nothing has changed."""
    with children(environment(installation), folder) as family:
        ours = serve_ours(family, installation)
        content = ask(ours).body
        whole = {
            OURS: ours,
            NGINX: serve_by_nginx(family, folder, content),
            RADICALE: serve_by_radicale(family, folder, content),
        }
        again = {name: unchanged(question) for name, question in whole.items()}
        return {
            f"200 with {len(content) / 1000:.0f} KB": interleaved(_loads(whole)),
            "304": interleaved(_loads({name: q for name, q in again.items() if q is not None})),
        }


def written_table(reached: Mapping[str, list[float]]) -> Table:
    """Who writes how many events in a second."""
    table = Table("events written", "a second", "ours, warm, is", title=f"{EVENTS} events")
    for name, rates in reached.items():
        times = "" if name == WARM else f"{ratio(reached[WARM], rates):,.1f} times that"
        table.add_row(name, f"{median(rates):,.0f}", times)
    ahead = _met(ratio(reached[WARM], reached[FLOOR]) >= 1)
    times = _met(ratio(reached[WARM], reached[PLAIN]) >= TIMES_PLAIN)
    table.caption = (
        f"targets: at or ahead of {FLOOR} ({ahead}); {TIMES_PLAIN} times {PLAIN} ({times})"
    )
    return table


def served_table(reached: Mapping[str, Mapping[str, list[float]]]) -> Table:
    """Who answers how often in a second."""
    table = Table("answers", "by", "a second", "of nginx's", title=f"{CONNECTIONS} connections")
    for answer, peers in reached.items():
        for name, rates in peers.items():
            share = f"{ratio(rates, peers[NGINX]):.3f}"
            table.add_row(answer, name, f"{median(rates):,.0f}", share)
    met = _met(ratio(reached["304"][OURS], reached["304"][NGINX]) >= SHARE_OF_NGINX)
    table.caption = f"target: 304 at least {SHARE_OF_NGINX} of nginx's ({met})"
    return table


def _feed(lines: Sequence[PublishedEntry]) -> bytes:
    return render_feed(SUBJECT, lines, SHANGHAI)


def _cold_feed(lines: Sequence[PublishedEntry]) -> bytes:
    written.cache_clear()
    return _feed(lines)


def _read_anew(lines: Sequence[PublishedEntry]) -> list[PublishedEntry]:
    """Equal entries that are other objects, as the records give them at each reading."""
    return [entry_of(columns_of(line)) for line in lines]


def _rate(write: Callable[[Sequence[Events]], bytes], events: Sequence[Events]) -> float:
    """Events written in a second."""
    count, begun = 0, time.perf_counter()
    while (spent := time.perf_counter() - begun) < SHORTEST_SECONDS:
        write(events)
        count += len(events)
    return count / spent


def _loads(questions: Mapping[str, Question]) -> dict[str, Callable[[], float]]:
    return {
        name: partial(answers_per_second, question, SECONDS_OF_LOAD)
        for name, question in questions.items()
    }


def _met(met: bool) -> str:
    return "met" if met else "missed"


if __name__ == "__main__":
    main()
