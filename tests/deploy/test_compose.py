"""What the containers are told fits together, before anybody has an engine to start them."""

import re
import subprocess
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import yaml

from dayzero.command_line import COMMANDS
from dayzero.running.prefect_environment import PREFECT_SETTINGS

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "dayzero"}


def settings(file: str) -> dict[str, str]:
    lines = (DEPLOY / file).read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_compose_is_of_its_published_schema() -> None:
    check = ["-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    told = subprocess.run(  # noqa: S603  our own tools, no shell
        [sys.executable, *check, str(DEPLOY / "compose.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout


def test_each_of_our_services_runs_a_command_that_there_is() -> None:
    begun = {
        name: (*service.get("entrypoint", ()), *service["command"])
        for name, service in OURS.items()
    }

    assert begun.pop("prefect")[0] == "prefect"
    assert {words[0] for words in begun.values()} <= COMMANDS.keys()
    assert {"init", "deploy", "worker", "serve"} == {words[0] for words in begun.values()}


def test_a_worker_is_asked_for_its_health_where_it_was_told_to_answer() -> None:
    worker = SERVICES["worker"]
    port = worker["command"][worker["command"].index("--health-port") + 1]

    assert f"'http://127.0.0.1:{port}/health'" in worker["healthcheck"]["test"][-1]


def test_the_proxy_that_the_pages_trust_is_the_one_that_is_before_them() -> None:
    trusted = SERVICES["web"]["environment"]["DAYZERO_TRUSTED_PROXIES"]
    subnet = COMPOSE["networks"]["front"]["ipam"]["config"][0]["subnet"]

    assert SERVICES["proxy"]["networks"]["front"]["ipv4_address"] == trusted
    assert ip_address(trusted) in ip_network(subnet)
    assert "front" in SERVICES["web"]["networks"]


def test_nobody_outside_reaches_the_database_or_the_pages_but_through_the_proxy() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert published == {"prefect": ["127.0.0.1:4200:4200"], "proxy": ["80:80", "443:443"]}
    assert COMPOSE["networks"]["inside"]["internal"]


def test_our_containers_may_write_their_volumes_and_nothing_else() -> None:
    for service in OURS.values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]


def test_whatever_is_mounted_is_there_and_every_setting_is_in_the_example() -> None:
    mounted = re.findall(r"- \./([\w.]+):", (DEPLOY / "compose.yaml").read_text())
    asked = set(re.findall(r"\$\{(\w+):\?\}", (DEPLOY / "compose.yaml").read_text()))

    assert {"Caddyfile", "databases.sh"} <= set(mounted)
    assert all((DEPLOY / file).exists() for file in mounted if file != "certificates")
    assert asked <= settings("env.example").keys()


def test_a_server_of_prefects_own_is_told_what_up_tells_it() -> None:
    up = {name: value for name, value in PREFECT_SETTINGS.items() if "PREFECT_SERVER" in name}
    up.pop("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS")  # of commands without a server

    assert settings("prefect.env") == up


def test_the_image_is_made_by_the_script_alone_and_runs_as_nobody_in_particular() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    steps = [line for line in lines if line.startswith("RUN ")]
    (user,) = [line for line in lines if line.startswith("USER ")]

    assert steps == ["RUN /source/deploy/install.sh /opt/dayzero /var/lib/dayzero"]
    assert re.fullmatch(r"USER [1-9]\d*:[1-9]\d*", user)
