"""The production shape, read as the file it is: nothing as root, nothing without limits, no secret of its own."""

import re
from typing import Any

import pytest
import yaml

from stek.local.paths import PROJECT

TEXT = (PROJECT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
NAMES = sorted(SERVICES)
# What may be left out, because there is a right answer for most.
OPTIONAL = {"STEK_MAIL_PORT", "STEK_MAIL_USER", "STEK_MAIL_PASSWORD"}


def test_every_part_of_production_is_there() -> None:
    expected = {"proxy", "web", "documents", "default", "beat", "migrate", "database", "valkey", "cache"}
    assert set(SERVICES) == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_service_runs_without_rights(name: str) -> None:
    service = SERVICES[name]
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is True
    assert "privileged" not in service


@pytest.mark.parametrize("name", NAMES)
def test_a_service_has_limits_and_a_health_check(name: str) -> None:
    service = SERVICES[name]
    assert {"cpus", "memory", "pids"} <= set(service["deploy"]["resources"]["limits"])
    runs_once = name == "migrate"
    assert service["healthcheck"].get("disable", False) == runs_once


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name in NAMES if "ports" in SERVICES[name]] == ["proxy"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_nothing_starts_with_a_secret_left_out() -> None:
    used = re.findall(r"\$\{([A-Z_]+)([^}]*)\}", TEXT)
    left_open = {name for name, rule in used if not rule.startswith(":?")}
    assert left_open == OPTIONAL


def test_only_the_migration_knows_the_owner_of_the_tables() -> None:
    knowing = {name for name in NAMES if "STEK_OWNER_PASSWORD" in str(SERVICES[name])}
    assert knowing == {"migrate", "database"}


def test_only_the_service_that_makes_backups_knows_the_role_that_passes_the_walls() -> None:
    knowing = {name for name in NAMES if "STEK_BACKUP_PASSWORD" in str(SERVICES[name])}
    assert knowing == {"migrate", "database"}


def test_the_example_names_every_variable_and_fills_in_no_secret() -> None:
    lines = (PROJECT / "deploy" / "example.env").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert set(example) == set(re.findall(r"\$\{([A-Z_]+)", TEXT))
    assert {name for name, value in example.items() if value} == {"STEK_CERTIFICATES", "STEK_MAIL_PORT"}


def test_the_broker_keeps_every_job_and_the_cache_may_forget() -> None:
    broker, cache = SERVICES["valkey"]["command"], SERVICES["cache"]["command"]
    assert "--appendonly yes" in broker
    assert "--maxmemory-policy noeviction" in broker
    assert "--maxmemory-policy allkeys-lru" in cache
    assert SERVICES["web"]["environment"]["REDIS_URL"].endswith("@valkey:6379")
    assert SERVICES["web"]["environment"]["CACHE_URL"].endswith("@cache:6379/0")


def test_the_log_of_the_database_holds_no_statement_and_no_row() -> None:
    assert {"log_min_error_statement=panic", "log_error_verbosity=terse"} <= set(SERVICES["database"]["command"])


def test_documents_have_a_worker_of_their_own_without_a_way_out() -> None:
    assert "--queues=documents" in SERVICES["documents"]["command"]
    assert SERVICES["documents"]["networks"] == ["inside"]
    assert "--queues=default" in SERVICES["default"]["command"]
