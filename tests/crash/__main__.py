"""python -m tests.crash [N] [--seed TAL], by way of script/crash-test: N kills at random moments, one JSON."""

import argparse
import secrets
import sys

import django

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="script/crash-test", description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=10)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    given = parser.parse_args()
    django.setup()
    from tests.crash.trials import run_trials  # models are there now

    sys.exit(run_trials(given.kills, given.seed))
