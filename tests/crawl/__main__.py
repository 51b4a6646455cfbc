"""python -m tests.crawl [--modes NAME ...] [--roles NAME ...]: every page of the demo, for each role, in each mode.

By hand. A site of its own in a temporary folder, walked by its links; one page of pictures and of what was found is
written to `var/crawl/index.html`, a summary to the screen. Ends with 1 when something was found.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

from tests.worlds.own_site import own_settings, web_server

FOLDER = Path(__file__).resolve().parents[2] / "var" / "crawl"


def crawl(modes: set[str], roles: set[str]) -> int:
    from django.core.management import call_command  # settings are there now

    from tests.crawl.modes import MODES
    from tests.crawl.report import write_report
    from tests.crawl.walk import ROLES, walk_all

    call_command("prepare_site", demo=True, stdout=sys.stderr)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with web_server() as port:
        pages = walk_all(port, modes or {one.name for one in MODES}, roles or set(ROLES), FOLDER)
    faults = write_report(pages, FOLDER)
    json.dump(
        {
            "pages": len(pages),
            "pictures": sum(len(one.sights) for one in pages),
            "most that a page moves": round(max((one.shift for one in pages), default=0), 3),
            "faults": faults,
            "report": str(FOLDER / "index.html"),
        },
        sys.stdout,
        ensure_ascii=False,
        indent=2,
    )
    return int(bool(faults))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.crawl", description=__doc__)
    parser.add_argument("--modes", nargs="*", default=[], help="annars alla")
    parser.add_argument("--roles", nargs="*", default=[], help="annars alla")
    given = parser.parse_args()
    with own_settings():
        found = crawl(set(given.modes), set(given.roles))
    sys.exit(found)
