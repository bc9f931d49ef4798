"""What Prefect's API says of runs: the same that its pages show."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, Self

from prefect.client.base import PrefectHttpxSyncClient

Row = Mapping[str, Any]
PATIENCE_SECONDS = 60.0  # task runs and events reach the API some time after the run


class Pages:
    """A reader of one server.

    A busy server answers 503, "later": Prefect's own client waits and asks again.
    """

    def __init__(self, api: str) -> None:
        self.http = PrefectHttpxSyncClient(base_url=api, timeout=30, raise_on_all_errors=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def all(self, kind: str, **wanted: object) -> Sequence[Row]:
        """Rows of a kind: `flow_runs`, `task_runs`, `artifacts`, `logs`."""
        answer = self.http.post(f"/{kind}/filter", json={"limit": 200, **wanted})
        answer.raise_for_status()
        rows: Sequence[Row] = answer.json()
        return rows

    def flow_run(self, run_id: object) -> Row:
        row: Row = self.http.get(f"/flow_runs/{run_id}").raise_for_status().json()
        return row

    def newest_run_of(self, subject: str) -> Row:
        """The newest flow run whose name begins with the subject."""
        rows = self.all(
            "flow_runs",
            sort="START_TIME_DESC",
            flow_runs={"name": {"like_": subject}},
        )
        return rows[0]

    def task_runs(self, flow_run: Row, count: int) -> Sequence[Row]:
        """A run's task runs in the order in which they ran, once all are there and final."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            rows = self.all("task_runs", flow_runs={"id": {"any_": [flow_run["id"]]}})
            # the server commits a task run before its state: either may be seen alone
            ended = [row for row in rows if row["end_time"] and row["state"]]
            if len(ended) >= count:
                return sorted(ended, key=lambda row: str(row["start_time"]))
            time.sleep(0.2)
        raise AssertionError(f"{len(rows)} of {count} task runs after {PATIENCE_SECONDS} s")

    def artifacts(self, flow_run: Row) -> Sequence[Row]:
        return self.all("artifacts", flow_runs={"id": {"any_": [flow_run["id"]]}})

    def newest_artifact(self, key: str) -> Row:
        """The newest version, whichever run wrote it."""
        (newest,) = self.all("artifacts/latest", artifacts={"key": {"any_": [key]}})
        return newest

    def everything_about(self, flow_run: Row) -> str:
        """All text that the server keeps of a run: states, logs, artifacts, events."""
        runs = {"flow_runs": {"id": {"any_": [flow_run["id"]]}}}
        parts: list[object] = [flow_run]
        for kind in ("task_runs", "artifacts"):
            parts += self.all(kind, **runs)
        parts += self.all("logs", logs={"flow_run_id": {"any_": [flow_run["id"]]}})
        parts.append(self.http.post("/events/filter", json={"limit": 50}).text)
        parts.append(self.http.get(f"/flow_run_states/?flow_run_id={flow_run['id']}").text)
        return repr(parts)
