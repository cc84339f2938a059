"""The embedded servers: shared by commands, and back after a crash with everything that was written."""

import subprocess
from collections.abc import Callable

import psutil
import psycopg
import pytest
from redis import Redis

from stek.local import postgres as postgres_module
from stek.local.failure import LocalError
from stek.local.paths import Home
from stek.local.processes import wait_until_gone
from stek.local.servers import Servers

pytestmark = pytest.mark.servers

StartScript = Callable[[str], "subprocess.Popen[str]"]

HOLD_SERVERS = """
import sys
from pathlib import Path
from stek.local.paths import Home
from stek.local.servers import Servers

with Servers(Home(Path({root!r})), durable=False) as servers:
    print(servers.postgres.find_postmaster().pid, servers.valkey.find_process().pid, flush=True)
    sys.stdin.read()
"""


def find_pids(servers: Servers) -> tuple[int, int]:
    """The process ids of both servers, which must run."""
    postmaster, valkey = servers.postgres.find_postmaster(), servers.valkey.find_process()
    assert postmaster is not None
    assert valkey is not None
    return postmaster.pid, valkey.pid


def test_three_simultaneous_starts_give_one_server_that_the_last_one_stops(
    home: Home, start_script: StartScript
) -> None:
    holders = [start_script(HOLD_SERVERS.format(root=str(home.root))) for _ in range(3)]
    answers = {holder.stdout.readline() for holder in holders if holder.stdout}
    assert len(answers) == 1
    pids = [int(pid) for pid in answers.pop().split()]
    assert len(pids) == 2
    running = [psutil.Process(pid) for pid in pids]

    for holder in holders[:2]:
        holder.communicate()
    assert wait_until_gone(running, seconds=0) == running

    holders[2].communicate()
    assert wait_until_gone(running, seconds=0) == []


def test_a_killed_database_server_comes_back_with_its_data(home: Home) -> None:
    with Servers(home, durable=False) as servers:
        url = servers.build_environment()["DATABASE_OWNER_URL"]
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'soep' AS what")
        # A session that is busy outlives its server for a moment and must not keep the next one out.
        busy = psycopg.connect(url)
        busy.execute("SELECT 1")
        psutil.Process(find_pids(servers)[0]).kill()

        assert _revive(servers) == ["postgres"]
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT what FROM kept").fetchall() == [("soep",)]
        busy.close()


def test_the_log_of_the_database_holds_nothing_of_what_was_being_noted(home: Home) -> None:
    with Servers(home, durable=False) as servers:
        with psycopg.connect(servers.build_environment()["DATABASE_OWNER_URL"], autocommit=True) as connection:
            connection.execute("CREATE TABLE noted (id int PRIMARY KEY, note text CHECK (note <> 'gewist'))")
            for statement in (
                "INSERT INTO noted VALUES (1, 'geheim'), (1, 'geheim')",
                "INSERT INTO noted VALUES (2, 'gewist')",
            ):
                with pytest.raises(psycopg.IntegrityError):
                    connection.execute(statement)
    said = (home.logs / "postgres.log").read_text(encoding="utf-8")
    assert "noted_pkey" in said
    assert "geheim" not in said
    assert "gewist" not in said


def test_a_killed_broker_comes_back_on_its_port_with_its_queue(home: Home) -> None:
    with Servers(home, durable=False) as servers:
        url = servers.build_environment()["REDIS_URL"]
        with Redis.from_url(url) as client:
            client.rpush("documents", "a job")
            client.execute_command("WAITAOF", 1, 0, 5000)
        psutil.Process(find_pids(servers)[1]).kill()

        assert _revive(servers) == ["valkey"]
        with Redis.from_url(url) as client:
            assert client.lrange("documents", 0, -1) == [b"a job"]


def test_a_killed_command_leaves_servers_that_the_next_one_uses_and_stops(
    home: Home, start_script: StartScript
) -> None:
    holder = start_script(HOLD_SERVERS.format(root=str(home.root)))
    assert holder.stdout is not None
    pids = tuple(int(pid) for pid in holder.stdout.readline().split())
    holder.kill()
    holder.wait()

    with Servers(home, durable=False) as servers:
        assert find_pids(servers) == pids
    assert wait_until_gone([psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)], seconds=0) == []


def test_a_pid_file_that_names_another_process_is_no_server(home: Home) -> None:
    with Servers(home, durable=False) as servers:
        pass
    data = home.postgres / "data"
    (data / "postmaster.pid").write_text(f"1\n{data}\n")
    assert servers.postgres.find_postmaster() is None
    with Servers(home, durable=False) as servers:
        assert find_pids(servers)[0] != 1


def test_a_home_that_only_its_owner_may_enter_still_gets_a_database(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = home.root.parent / "elsewhere"
    monkeypatch.setattr(postgres_module, "PLACE_FOR_UNREACHABLE_HOMES", elsewhere)
    closed = Home(home.root / "closed" / "home")
    closed.root.mkdir(parents=True)
    closed.root.parent.chmod(0o700)
    with Servers(closed, durable=False) as servers:
        with psycopg.connect(servers.build_environment()["DATABASE_URL"]) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("stek_app",)
    servers.reset()


def test_a_home_with_a_very_long_path_still_gets_a_socket(home: Home) -> None:
    long_home = Home(home.root.parent / ("a" * 60) / ("b" * 60))
    with Servers(long_home, durable=False) as servers:
        with psycopg.connect(servers.build_environment()["DATABASE_URL"]) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    servers.reset()


def test_reset_is_refused_while_another_command_uses_the_servers(home: Home) -> None:
    with Servers(home, durable=False):
        with pytest.raises(LocalError, match="another command uses"):
            Servers(home, durable=False).reset()


def test_reset_throws_away_what_was_there(home: Home) -> None:
    with Servers(home, durable=False) as servers:
        url = servers.build_environment()["DATABASE_OWNER_URL"]
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE gone AS SELECT 1 AS what")
    servers.reset()
    with servers, psycopg.connect(servers.build_environment()["DATABASE_OWNER_URL"]) as connection:
        assert connection.execute("SELECT to_regclass('gone')").fetchone() == (None,)


def _revive(servers: Servers) -> list[str]:
    """What a look finds to start again, once the kernel has taken the killed process away."""
    for _ in range(100):
        if revived := servers.revive():
            return revived
    return []


@pytest.mark.parametrize(
    ("url", "sentence"),
    [("nonsense", "REDIS_URL must look like redis://"), ("redis://127.0.0.1:1", "cannot be reached")],
)
def test_a_broker_that_does_not_answer_is_named_before_anything_starts(
    url: str, sentence: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    with pytest.raises(LocalError, match=sentence):
        Servers(home).check_broker()
