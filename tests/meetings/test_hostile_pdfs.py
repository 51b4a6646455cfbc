"""A PDF that was made to stop whoever reads it is refused or read, in little time, by each of our readers."""

import resource
from collections.abc import Iterator
from time import process_time

import pytest

from meetings.draft.attached_text import _words_of_pdf
from meetings.errors import RuleViolation
from meetings.paper.check import CheckResult, check_pdf
from meetings.paper.joining import JoinedFile, Joining
from meetings.paper.opening import UnopenedPdfError, pages_of
from tests.meetings.test_joined_pages import front, strips
from tests.worlds.hostile_pdfs import HOSTILE, usual

MOST_SECONDS = 10  # of the processor's time, for all four readers; on an idle machine none takes three
MOST_MEMORY_KB = 600_000  # on top of what the process has


class Nobodys:
    """A register that knows no seal and no file."""

    def holder_of(self, fingerprint: str) -> str | None:
        return None

    def keeper_of(self, sha256: str) -> str | None:
        return None


def read_by_all(data: bytes) -> Iterator[str]:
    """What comes of the file where it is uploaded, searched for personal data, joined to others and checked."""
    try:
        yield f"{pages_of(data, 'application/pdf', 'fil.pdf')} sidor"
    except RuleViolation as refusal:
        yield refusal.sentence
    yield _words_of_pdf(data).words
    joining = Joining(front())
    try:
        parts = [JoinedFile("Bilaga", joining.take(data))]
        joining.write(title="Allt", front_title="Först", front=front(), strips=strips(), parts=parts)
        yield "läses med andra"
    except UnopenedPdfError as error:
        yield error.why.value
    yield check_pdf(data, Nobodys()).verdict


def test_usual_one_is_read_by_all() -> None:
    assert list(read_by_all(usual())) == ["1 sidor", "", "läses med andra", CheckResult.NO_SEAL]


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_one_is_refused_or_read_in_little_time(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    data = HOSTILE[kind]()
    began, had = process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert len(list(read_by_all(data))) == 4
    assert process_time() - began < MOST_SECONDS
    assert len(caplog.records) < 10  # what a stranger sends does not fill the log
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - had < MOST_MEMORY_KB
