"""python -m finsam.postgres start|status|stop|stop-if-idle"""

import sys

from finsam.postgres.programs import EmbeddedPostgresError
from finsam.postgres.server import EmbeddedPostgres
from finsam.settings import EMBEDDED_POSTGRES


def main(verb: str, server: EmbeddedPostgres | None) -> int:
    """Carry out one verb of the command line; 0 when done, for `status` 0 when the server answers."""
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
            print("Använd: python -m finsam.postgres start|status|stop|stop-if-idle", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "", EMBEDDED_POSTGRES))
    except EmbeddedPostgresError as error:
        sys.exit(str(error))
