"""Before a page is made: the versions of the protocol that sites approved until now."""

from contextlib import suppress

from fastapi import Request

from models.records.store import StoreTrouble, learn_versions


def knowing_versions(request: Request) -> None:
    """Learn them; a page that needs the records says itself that they cannot be read."""
    with suppress(StoreTrouble):
        learn_versions(request.app.state.engine)
