"""All checks, in the order in which they are told; what is down holds up no other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version

from dayzero import clock
from dayzero.health.channels import channels_findings
from dayzero.health.database import database_findings, database_trouble
from dayzero.health.feed_sizes import feed_size_findings, sizes_of_links
from dayzero.health.finding import Finding, fail
from dayzero.health.installation import machine_findings
from dayzero.health.machine import read_machine
from dayzero.health.pages import pages_findings
from dayzero.health.prefect_api import PrefectSilent, ask_prefect
from dayzero.health.prefect_findings import prefect_findings, silent_finding
from dayzero.health.provider import provider_findings
from dayzero.health.pushes import push_findings
from dayzero.health.versions import version_findings
from dayzero.health.work import LATE, work_findings
from dayzero.settings import Settings, read_settings
from models.errors import ProtocolRefused
from models.protocol import every_site, installed_trials
from models.records.store import (
    StoreTrouble,
    all_at_sites,
    open_engine,
    read_vital_signs,
    refused_events,
)
from models.versions.in_force import AtSites
from tasks.telling.alert_routing import routing, zones
from wording.language import ENGLISH
from wording.refusals import say_refusal

PATIENCE_MS = 2_000  # with what is down: whoever watches waits for the whole report


def check_up() -> list[Finding]:
    """Look at everything; takes a few seconds at most, also where nothing answers.

    Raises:
        SettingsRefused: if the settings cannot be read.
        ClockRefused: if the environment holds the clock at something that is no instant.
    """
    settings, now = read_settings(), clock.now()
    with ThreadPoolExecutor(max_workers=4) as side_by_side:
        prefect = side_by_side.submit(lambda: list(_prefect()))
        pages = side_by_side.submit(lambda: list(pages_findings(settings.public_url)))
        records = side_by_side.submit(lambda: list(_records(settings, now)))
        provider = side_by_side.submit(lambda: list(provider_findings()))
        machine = list(_machine(settings, now))
        asked = (records, prefect, pages, provider)
        return [*(one for each in asked for one in each.result()), *machine]


def _records(settings: Settings, now: datetime) -> Iterator[Finding]:
    """What the database says, as far as it can be asked."""
    try:
        engine = open_engine(settings.database_url, patience_ms=PATIENCE_MS)
        yield from database_findings(engine)
        told = routing()
        signs = read_vital_signs(engine, told, zones(), now=now, untold_since=LATE)
        sizes = sizes_of_links(engine, settings, now)
        held_back = refused_events(engine, now=now)
        at_sites = all_at_sites(engine)
    except StoreTrouble as trouble:
        yield database_trouble(trouble)
        return
    except ProtocolRefused as refused:
        yield fail(
            "routing", say_refusal(refused, ENGLISH), "mend the file that DAYZERO_ROUTING names"
        )
        return
    yield from work_findings(signs, _known_hashes(at_sites), now)
    yield from version_findings(at_sites)
    yield from channels_findings(told)
    yield from feed_size_findings(sizes)
    yield from push_findings(held_back, now)


def _known_hashes(at_sites: AtSites) -> dict[str, frozenset[str]]:
    """Of each trial the data that anybody may have been planned with."""
    return {
        trial.id: frozenset(each.hash for each in at_sites.every_version(trial))
        for trial in installed_trials()
    }


def _prefect() -> Iterator[Finding]:
    """Prefect's own times are real ones, wherever our clock is held."""
    told = ask_prefect()
    if isinstance(told, PrefectSilent):
        yield silent_finding(told)
        return
    yield from prefect_findings(told, version("prefect"), datetime.now(UTC))


def _machine(settings: Settings, now: datetime) -> Iterator[Finding]:
    database = None
    if settings.database_url.startswith("sqlite:///"):
        database = settings.database_url.removeprefix("sqlite:///")
    yield from machine_findings(read_machine(settings, database), every_site().values(), now.date())
