"""The servers of an installation, started in the order in which they need each other."""

from collections.abc import Callable

from dayzero.running.place import Place
from dayzero.running.ports import free_port
from dayzero.running.processes import Child, ChildFailed, Children, Health

OPS_WEBHOOK = "DAYZERO_OPS_WEBHOOK"
WORKER_PORT = 8081  # wished for; any free one does
Say = Callable[[str], object]


def start_prefect(place: Place, family: Children, say: Say) -> Child:
    """Prefect's server, once it answers, with the deployments registered.

    Nobody kills it for its silence: on a busy machine it was silent for a minute and went on.
    """
    say(f"starting Prefect's server on {place.prefect_url} (half a minute at first)")
    prefect = family.start("prefect server", place.prefect_server())
    prefect.wait_until_it_answers(place.prefect_port, "/api/health")
    for line in family.lines_of("deploy", place.dayzero("deploy")):
        say(line.rstrip())
    return prefect


def apply_automations(place: Place, family: Children, say: Say) -> None:
    """The ready automations, where an operations team has said by which address it is told.

    They tell what concerns no patient, so what is wrong with them is said and keeps nothing
    from starting.
    """
    if not family.environment.get(OPS_WEBHOOK):
        say(f"no operations team is told when a run fails or no sweep comes: set {OPS_WEBHOOK}")
        return
    try:
        for line in family.lines_of("automations", place.dayzero("automations", "apply")):
            say(f"automation {line.rstrip()}")
    except ChildFailed as failed:
        say(f"the automations are not as they should be: {failed}")


def start_web(place: Place, family: Children) -> Child:
    """The web application, once it answers."""
    alive = Health(place.web_port, "/health/live")
    web = family.start("web", place.web(), health=alive)
    web.wait_until_it_answers(place.web_port, "/health")
    return web


def start_worker(place: Place, family: Children) -> Child:
    """The worker, which finds work by itself.

    Where nobody has said how readers come to the pages, its links lead to them on this machine.
    The web application is not told: a calendar goes out to readers elsewhere.
    """
    known = family.environment.get("DAYZERO_BASE_URL")
    told = {} if known else {"DAYZERO_BASE_URL": place.web_url}
    health = Health(free_port(WORKER_PORT), "/health")
    return family.start("worker", place.worker(health.port), told=told, health=health)
