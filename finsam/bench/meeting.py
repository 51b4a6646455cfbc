"""How a meeting of 250 §§, 2 500 papers and 25 named votes is carried: editor, vote, the papers in one file, PDF."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from finsam.bench.figures import Figure, timed
from finsam.bench.meeting_world import MeetingWorld, Sizes, make_meeting_world
from finsam.sign_in.second_step import SKIPPED
from meetings.actions.summoning import summons_record
from meetings.actions.voting import vote_openly
from meetings.documents.summons import render_summons
from meetings.draft.agenda import read_agenda
from meetings.draft.building import build_record
from meetings.draft.reading import read_draft
from meetings.draft.reading_pack import pack_content
from meetings.models import Ballot
from meetings.paper.storage import store
from meetings.querysets import own_protocol
from meetings.record.reading import as_json

SMALL = Sizes(paragraphs=10, papers=1, voters=5, votes=2)  # what the number of questions is held to
_EDITOR_SECONDS, _VOTE_MS, _PACK_MB = 2, 200, 600


def measure_meeting(sizes: Sizes) -> list[Figure]:
    """Everything is made in a transaction that is rolled back, and files in a folder that is removed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        override_settings(FILES_DIR=Path(folder), SECOND_FACTOR_MAY_WAIT=True, ALLOWED_HOSTS=["localhost"]),
        transaction.atomic(),
    ):
        try:
            small = make_meeting_world(SMALL)
            _, few, _ = timed(lambda: _editor(small))
            world = make_meeting_world(sizes)
            return [*_editor_figures(world, few), *_vote_figures(world), *_document_figures(world)]
        finally:
            transaction.set_rollback(True)


def _editor(world: MeetingWorld) -> int:
    client = Client(SERVER_NAME="localhost")
    client.force_login(world.secretary)
    session = client.session
    session[SKIPPED] = True
    session.save()
    body = world.meeting.body
    answer = client.get(
        reverse("draft_edit", args=[body.association.slug, body.slug, world.meeting.key]), secure=True
    )
    if answer.status_code != 200:
        raise RuntimeError(
            f"The editor's page answers {answer.status_code} {answer.headers.get('Location', '')}."
        )
    return len(answer.content)


def _editor_figures(world: MeetingWorld, few: int) -> Iterator[Figure]:
    _editor(world)  # templates are read once in a process
    seconds, questions, size = timed(lambda: _editor(world))
    yield Figure("editor_page", round(seconds, 2), "s", _EDITOR_SECONDS, f"{size // 1000} kB HTML")
    yield Figure("editor_questions", questions, "frågor", few, f"{few} för {SMALL.paragraphs} §§")


def _vote_figures(world: MeetingWorld) -> Iterator[Figure]:
    ballot = (
        Ballot.objects.filter(paragraph__meeting=world.meeting).select_related("paragraph__meeting").first()
    )
    if ballot is None:
        return
    choices = dict.fromkeys(world.voters, "yes")
    seconds, questions, _ = timed(
        lambda: vote_openly(
            paragraph=ballot.paragraph,
            choices=choices,
            by=world.secretary,
            at=timezone.now(),
            ballot=ballot,
            yes_means="bifall",
            no_means="avslag",
        )
    )
    yield Figure(
        "vote_saved", round(seconds * 1000), "ms", _VOTE_MS, f"{len(choices)} röster, {questions} frågor"
    )


def _document_figures(world: MeetingWorld) -> Iterator[Figure]:
    at = timezone.now()
    seconds, questions, agenda = timed(lambda: read_agenda(world.meeting, at))
    yield Figure("agenda_read", round(seconds, 2), "s", None, f"{questions} frågor")
    content = pack_content(agenda)
    summons = summons_record(world.meeting, agenda, at=at)
    seconds, _, made = timed(lambda: render_summons(summons, at=at))
    yield Figure("summons", round(seconds, 2), "s", None, f"{made.pages} sidor")
    given = {
        "files": str(settings.FILES_DIR),
        "content": content.to_json(),
        "summons": summons.to_json(),
        "pdf": store(made.pdf),
        "at": at.isoformat(),
    }
    yield from _in_own_process("pack", given, _PACK_MB)
    seconds, questions, snapshot = timed(
        lambda: as_json(build_record(read_draft(own_protocol(world.meeting)), version=1, at=at))
    )
    yield Figure("protocol_built", round(seconds, 2), "s", None, f"{questions} frågor")
    yield from _in_own_process("protocol_pdf", {"files": str(settings.FILES_DIR), "snapshot": snapshot}, None)


def _in_own_process(name: str, given: dict[str, Any], megabytes: float | None) -> Iterator[Figure]:
    """What a worker does with it, alone: its memory is its own."""
    ended = subprocess.run(
        [sys.executable, "-m", "finsam.bench.alone", name],
        input=json.dumps(given),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
    )
    told = json.loads(ended.stdout)
    yield Figure(f"{name}_seconds", told["seconds"], "s", None, told["beside"])
    yield Figure(f"{name}_memory", told["megabytes"], "MB", megabytes, "processens topp")
