"""The server and its data. Any number of processes share it through its socket; the folder's mode 0700 is
the access control.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from finsam.postgres.programs import EmbeddedPostgresError, binary, environment, run, server_owner

OWNER = "finsam"  # a superuser
SITE = "finsam_site"
DATABASE = "finsam"
PORT = 5432
LONGEST_SOCKET_PATH = 107  # bytes, sun_path in unix(7)
SECONDS_TO_START = 30
NO_PROCESS = 4_194_305  # one above PID_MAX_LIMIT, proc(5)
# What a server that was killed a moment ago leaves behind until its last child is gone.
PASSING_HINDRANCES = ("shared memory block", 'lock file "postmaster.pid" already exists')


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
        return subprocess.run(command, env=environment(), check=False).returncode == 0

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
                run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w")

    def is_idle(self) -> bool:
        """Whether nobody but this question is connected."""
        query = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        command = [binary("psql"), "-XAtq", "-h", str(self.socket_folder), "-p", str(PORT), "-U", OWNER]
        answer = subprocess.run(
            [*command, "-d", "postgres", "-c", query],
            env=environment(),
            check=False,
            capture_output=True,
            text=True,
        )
        return answer.returncode == 0 and int(answer.stdout) <= 1

    def _create(self) -> None:
        """Runs initdb and makes the database, in a folder that is renamed last: a crash leaves nothing half made."""
        unfinished = self.data.with_name(self.data.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        run(
            "initdb",
            *("-D", str(unfinished), "-U", OWNER, "--auth=trust", "--encoding=UTF8", "--locale=C"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"),
        )
        first = f"CREATE DATABASE {DATABASE}\nCREATE ROLE {SITE} LOGIN\n"  # one statement a line
        run("postgres", "--single", "-D", str(unfinished), "postgres", given=first)
        unfinished.rename(self.data)

    def _prepare_folders(self) -> None:
        owner, group = server_owner()
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
                run(
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
        """One process at a time; what the machine refuses it is told in one line."""
        try:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            with self.data.with_name(self.data.name + ".lock").open("w") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
        except OSError as error:  # a folder that may not be made, setpriv that is not there
            raise EmbeddedPostgresError(
                f"Den inbyggda databasen: {error.filename} ({error.strerror})."
            ) from error
