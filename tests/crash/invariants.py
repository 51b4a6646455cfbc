"""What must be true when everything has been killed and started again: asked of the database, files and letters."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.conf import settings

from funding.models import Approval
from meetings.models import (
    Letter,
    Meeting,
    Notice,
    Paragraph,
    ProtocolVersion,
    Signatory,
    Signature,
    StoredFile,
    Verification,
)
from meetings.paper.storage import path_of
from meetings.reads.seals import waits_for_seal
from tests.crash.trial import Trial
from tests.worlds.mail_server import MailServer

SIGNING = ("secretary", "chair", "verifier")  # in this order


class Judgement:
    """Each list holds sentences; `faults` everything that must not be, also what the other lists say."""

    def __init__(self, trials: Sequence[Trial], post: MailServer) -> None:
        self.lost: list[str] = []
        self.doubled: list[str] = []
        self.half: list[str] = []
        self.uncertain: list[str] = []
        self.orphans = 0
        for trial in trials:
            self._acknowledged(trial)
            self._whole(trial)
        self._numbers()
        self._letters(trials, post)
        self._files()
        self._integrity()

    @property
    def faults(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.half]

    def _acknowledged(self, trial: Trial) -> None:
        key = trial.protocol.key
        if trial.saved and Paragraph.objects.get(pk=trial.paragraph.pk).text != trial.saved:
            self.lost.append(f"{key}: the last words that were saved")
        versions = ProtocolVersion.objects.filter(protocol=trial.protocol).count()
        signatures = Counter(
            Signature.objects.filter(signatory__version__protocol=trial.protocol).values_list(
                "signatory__person", flat=True
            )
        )
        approvals = Counter(
            Approval.objects.filter(requisition=trial.requisition).values_list("step", flat=True)
        )
        found = {"the freeze": (int(trial.is_frozen), versions)}
        found |= {f"{one}'s signature": (1, signatures[one.pk]) for one in trial.signed}
        found |= {f"the {step}": (1, approvals[step]) for step in trial.approved}
        for what, (said, there) in found.items():
            if there < said:
                self.lost.append(f"{key}: {what}")
            elif there > 1:
                self.doubled.append(f"{key}: {what}")

    def _whole(self, trial: Trial) -> None:
        """Nothing without what is written in the same transaction as it."""
        protocol = trial.protocol
        verified = Verification.objects.filter(protocol=protocol)
        notices = Notice.objects.filter(protocol=protocol)
        signatories = Signatory.objects.filter(version__protocol=protocol, role__in=SIGNING)
        signatures = signatories.exclude(signature=None).count()
        postings = sum(notice.postings.count() for notice in notices)
        must_post = sum(party.must_post for party in trial.board.association.parties.all())
        there = {
            "signatories": signatories.count(),
            "verified": verified.count(),
            "sealed": sum(not waits_for_seal(one.original) for one in verified),
            "noticed": notices.count(),
            "postings": postings,
        }
        is_out = ProtocolVersion.objects.filter(protocol=protocol).exists()
        is_done = signatures == len(SIGNING)
        expected = dict.fromkeys(there, int(is_done)) | {
            "signatories": len(SIGNING) * is_out,
            "postings": must_post * is_done,
        }
        if there != expected:
            self.half.append(f"{protocol.key}: {signatures} signatures and {there}")

    def _numbers(self) -> None:
        for rows in (
            Meeting.objects.exclude(number=None).order_by("number_year", "number"),
            Paragraph.objects.exclude(number=None).order_by("number_year", "number"),
        ):
            for _, series in groupby(rows, key=lambda row: row.number_year_id):
                numbers = [row.number for row in series]
                if numbers != list(range(1, len(numbers) + 1)):
                    self.half.append(f"{rows.model.__name__}: a gap in {numbers}")

    def _letters(self, trials: Sequence[Trial], post: MailServer) -> None:
        arrived = Counter(str(one["Message-ID"]) for one in post.received)
        uncertain = set(Letter.objects.uncertain().values_list("pk", flat=True))
        for letter in Letter.objects.all():
            times, name = arrived.pop(letter.message_id, 0), f"letter {letter.pk} to {letter.to}"
            if times > 1:
                self.doubled.append(f"{name} arrived {times} times")
            elif letter.pk in uncertain:
                self.uncertain.append(f"{name} arrived {times} times")
            elif times == 0:
                self.lost.append(f"{name}, begun {letter.sending_at}, sent {letter.sent_at}")
        self.doubled += [f"a letter that the database does not know: {one}" for one in arrived]
        wrote = [_written(trial, following) for trial, following in _with_following(trials)]
        for trial, letters in zip(trials, wrote, strict=True):
            self.lost += [f"{trial.protocol.key}: no letter to {one}" for one in (wrote[0] - letters)]
            self.doubled += [
                f"{trial.protocol.key}: one letter more to {one}" for one in (letters - wrote[0])
            ]

    def _files(self) -> None:
        rows = set(StoredFile.objects.values_list("sha256", flat=True))
        self.lost += [f"file {one}" for one in rows if not path_of(one).is_file()]
        self.orphans = sum(one.is_file() and one.name not in rows for one in settings.FILES_DIR.rglob("*"))

    def _integrity(self) -> None:
        done = subprocess.run(
            [sys.executable, "manage.py", "check_integrity"],
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said: Any = done.stdout or done.stderr[-1000:]
            self.half.append(f"check_integrity: {json.dumps(said, ensure_ascii=False)}")


def _with_following(trials: Sequence[Trial]) -> Iterable[tuple[Trial, Trial | None]]:
    return zip(trials, [*trials[1:], None], strict=True)


def _written(trial: Trial, following: Trial | None) -> Counter[str]:
    """To whom letters were put in the post during the trial."""
    letters = Letter.objects.filter(pk__gt=trial.letters_after)
    if following:
        letters = letters.filter(pk__lte=following.letters_after)
    return Counter(letters.values_list("to", flat=True))
