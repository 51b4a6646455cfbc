"""N trials, a kill at a random moment of each, and one JSON of what came of it."""

import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from meetings.models import Letter
from tests.crash.invariants import Judgement
from tests.crash.running_site import KINDS, Killer, RunningSite
from tests.crash.trial import Trial, make_trial
from tests.crash.visitor import Visitor
from tests.worlds.applications import make_measure, make_office
from tests.worlds.boards import make_board
from tests.worlds.mail_server import MailServer
from tests.worlds.processes import wait_until

SECONDS_OF_A_LETTER = 0.1  # so that a kill may fall in the middle of one
SECONDS_AFTER = 1.0  # when the last letters are sent
SECONDS_TO_SETTLE = 240  # a silent worker's letters are taken up within a minute and a half


@dataclass
class Series:
    """The trials that were made; `stopped` are those that did not come to their end, and why."""

    trials: list[Trial] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)
    stopped: list[str] = field(default_factory=list)
    unanswered: int = 0

    def run(self, site: RunningSite, kills: int, chance: random.Random) -> None:
        """One trial in peace, which says how long they are, and then those with a kill."""
        board = make_board()
        # Another association pays, whose meetings stay drafts: the board's may only be frozen in order.
        office = make_office(slug="vidarevik", suffix=".vidarevik")
        measure, payers = make_measure(office), office.board
        people = (board.secretary, board.chair, board.verifier, payers.secretary, payers.manager)
        visitors = {one: Visitor(site.port, one) for one in people}
        seconds = 0.0
        for number in range(kills + 1):
            site.wait_until_it_answers()
            before = Letter.objects.order_by("pk").values_list("pk", flat=True).last() or 0
            trial = make_trial(number, board, measure, payers, letters_after=before, visitors=visitors)
            connection.close()  # it would not survive the database
            killer = (
                Killer(site, chance.choice(KINDS), chance.uniform(0, seconds), chance) if number else None
            )
            taken = self._run_one(trial, killer)
            seconds = seconds or taken
            print(f"{number}/{kills} {killer.kind if killer else ''}", file=sys.stderr, flush=True)
        self.unanswered = sum(one.unanswered for one in visitors.values())
        site.wait_until_it_answers()

    def _run_one(self, trial: Trial, killer: Killer | None) -> float:
        self.trials.append(trial)
        begun = time.monotonic()
        if killer:
            killer.start()
        try:
            trial.run()
        except (AssertionError, ValueError) as error:
            self.stopped.append(f"{trial.protocol.key}: {error}")
        if killer:
            killer.join()
            self.killed[killer.kind] += killer.is_done
        return time.monotonic() - begun + SECONDS_AFTER


def run_trials(kills: int, seed: int) -> int:
    """0 when nothing was lost, doubled or left half; the JSON is printed."""
    print(f"Frö {seed}", file=sys.stderr, flush=True)
    settings.EMBEDDED_POSTGRES.ensure()
    call_command("prepare_site")
    post = MailServer()
    post.seconds = SECONDS_OF_A_LETTER
    post.start()
    site, series = RunningSite(post), Series()
    try:
        series.run(site, kills, random.Random(seed))
        wait_until(lambda: not _letters_under_way(), SECONDS_TO_SETTLE)
    finally:
        site.end()
    judged = Judgement(series.trials, post)
    post.stop()
    faults = [*series.stopped, *judged.faults]
    if (done := series.killed.total()) != kills:
        faults.append(f"only {done} of {kills} kills were made")
    answer = {
        "seed": seed,
        "trials": len(series.trials),
        "kills": dict(series.killed),
        "acknowledged": sum(trial.acknowledged for trial in series.trials),
        "unanswered": series.unanswered,
        "letters": Letter.objects.count(),
        "lost": judged.lost,
        "doubled": judged.doubled,
        "uncertain": judged.uncertain,
        "orphans": judged.orphans,
        "faults": faults,
    }
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 1 if faults else 0


def _letters_under_way() -> bool:
    """Whether one waits, or its sending began and nobody has said yet how it ended."""
    letters = Letter.objects
    ended = [one.values("pk") for one in (letters.uncertain(), letters.lost())]
    return letters.filter(sent_at=None).exclude(pk__in=ended[0]).exclude(pk__in=ended[1]).exists()
