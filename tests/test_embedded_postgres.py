"""The embedded PostgreSQL, each test with a server of its own."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from finsam.postgres.__main__ import main
from finsam.postgres.programs import EmbeddedPostgresError, binary
from finsam.postgres.server import DATABASE, OWNER, PORT, EmbeddedPostgres


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path / "postgres")
    yield server
    server.stop()


def connect(server: EmbeddedPostgres) -> psycopg.Connection:
    return psycopg.connect(host=str(server.socket_folder), port=PORT, user=OWNER, dbname=DATABASE)


def main_process(server: EmbeddedPostgres) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_many_who_ask_at_once_share_one_server(server: EmbeddedPostgres) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: EmbeddedPostgres(server.data).ensure(), range(4)))
    first = main_process(server)
    server.ensure()
    assert main_process(server) == first


def test_data_is_kept_and_private_over_a_restart(server: EmbeddedPostgres) -> None:
    parents = {folder: stat.S_IMODE(folder.stat().st_mode) for folder in server.data.parents}
    server.ensure()
    with connect(server) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'å' AS letter")
    connection.close()
    server.stop()
    assert not server.is_ready()
    server.ensure()
    with connect(server) as connection:
        assert connection.execute("SELECT letter FROM kept").fetchone() == ("å",)
    connection.close()
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    assert parents == {folder: stat.S_IMODE(folder.stat().st_mode) for folder in server.data.parents}


def test_killed_server_is_started_again(server: EmbeddedPostgres) -> None:
    server.ensure()
    os.kill(main_process(server), signal.SIGKILL)
    server.ensure()
    assert server.is_ready()


def test_process_number_taken_by_another_does_not_stop_the_start(server: EmbeddedPostgres) -> None:
    server.ensure()
    lock_files = [server.data / "postmaster.pid", server.socket_folder / f".s.PGSQL.{PORT}.lock"]
    stale = [file.read_text() for file in lock_files]
    server.stop()
    for file, text in zip(lock_files, stale, strict=True):
        lines = text.splitlines(keepends=True)
        file.write_text("".join([f"{os.getpid()}\n", *lines[1:]]))
    server.ensure()
    assert server.is_ready()


def test_interrupted_first_start_leaves_nothing_in_the_way(server: EmbeddedPostgres) -> None:
    (server.data.parent / "postgres.unfinished" / "base").mkdir(parents=True)
    server.ensure()
    assert server.is_ready()


def test_long_path_gets_a_short_private_folder_for_the_socket(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / ("x" * 100) / "postgres")
    try:
        server.ensure()
        connect(server).close()
        assert server.socket_folder != server.data
        assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
    finally:
        server.stop()
        for left in server.socket_folder.iterdir():
            left.unlink()
        server.socket_folder.rmdir()


def test_server_in_use_is_not_idle(server: EmbeddedPostgres) -> None:
    server.ensure()
    assert server.is_idle()
    with connect(server) as connection:
        assert not server.is_idle()
    connection.close()


AS_WHERE_THE_KERNEL_REFUSES = """
import os, sys
os.unshare(os.CLONE_NEWUSER)
print("made", flush=True)
sys.stdin.readline()  # until the users of the machine are mapped
open("/proc/sys/user/max_user_namespaces", "w").write("0")
os.execv(sys.executable, [sys.executable, "-m", "finsam.postgres", sys.argv[1]])
"""


def run_without_user_namespaces(verb: str, home: Path) -> None:
    """`python -m finsam.postgres`, with all that it needs below `home`, as root of a container is allowed to."""
    process = subprocess.Popen(
        [sys.executable, "-c", AS_WHERE_THE_KERNEL_REFUSES, verb],
        cwd=settings.BASE_DIR,
        env=os.environ | {"VAR_DIR": str(home / "var"), "PYTHONPATH": str(home), "DATABASE_URL": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "made\n"
    for name in ("uid_map", "gid_map"):
        Path("/proc", str(process.pid), name).write_text("0 0 65536\n")
    process.communicate("\n")
    assert process.returncode == 0


@pytest.mark.skipif(
    os.geteuid() != 0, reason="an ordinary user runs PostgreSQL as itself, as the other tests do"
)
def test_root_without_user_namespaces_runs_it_as_nobody_in_a_closed_home(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    package = Path(binary("postgres")).parent.parent.parent
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, home / folder.name, symlinks=True)
    server = EmbeddedPostgres(home / "var" / "postgres")
    run_without_user_namespaces("start", home)
    try:
        connect(server).close()
        nobody = pwd.getpwnam("nobody").pw_uid
        assert server.data.stat().st_uid == nobody
        assert Path("/proc", str(main_process(server))).stat().st_uid == nobody
        assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
    finally:
        run_without_user_namespaces("stop", home)


def test_machine_that_refuses_is_told_of_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")
    with pytest.raises(EmbeddedPostgresError, match=r"^Den inbyggda databasen: .*var \(.*\)\.$"):
        EmbeddedPostgres(tmp_path / "var" / "postgres").ensure()


def test_failure_is_one_line_that_names_the_log(server: EmbeddedPostgres) -> None:
    server.ensure()
    server.stop()
    (server.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedPostgresError, match=r"pg_ctl misslyckades .* Läs .*log\.$"):
        server.ensure()


def test_unknown_verb_is_bad_input(tmp_path: Path) -> None:
    assert main("dansa", EmbeddedPostgres(tmp_path)) == 2
