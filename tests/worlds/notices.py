"""A verified and noticed protocol as rows, without rendering or sealing anything."""

import re
from datetime import date, timedelta

from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.actions.attaching import store_file
from meetings.actions.noticing import post_notice, register_down, register_up
from meetings.models import Notice, Paragraph, Posting, ProtocolParagraph, ProtocolVersion, Verification
from meetings.querysets import own_protocol
from meetings.reads.notices import notices_of
from tests.meetings.snapshots import FILES, board_snapshot, record
from tests.worlds.boards import Board, at, make_meeting

REGISTERED = date(2024, 12, 1)
PUBLIC_COPY = b"%PDF-1.7 public copy"
ORIGINAL = b"%PDF-1.7 original"


def make_notice(board: Board, *, posted: date, publish: bool = True, held: date | None = None) -> Notice:
    """Verified and noticed on `posted`, from the example snapshot § 37–51; its first attachment published."""
    held = held or posted - timedelta(days=11)
    moment = at(posted)
    meeting = make_meeting(board, day=held)
    protocol = own_protocol(meeting)
    snapshot = board_snapshot(date=held.isoformat(), document={"publish": publish})
    snapshot["attachments"][0]["published"] = True
    snapshot["attachments"][1]["published"] = False
    paragraphs = [
        Paragraph(
            meeting=meeting,
            position=position,
            number=int(each["number"]),
            heading=each["heading"],
            kind="decision",
        )
        for position, each in enumerate(snapshot["paragraphs"], start=1)
    ]
    Paragraph.objects.bulk_create(paragraphs)
    ProtocolParagraph.objects.bulk_create(
        ProtocolParagraph(protocol=protocol, paragraph=paragraph) for paragraph in paragraphs
    )
    key = meeting.key.encode()
    for data in FILES.values():
        store_file(data=data, media_type="application/pdf", at=moment)
    frozen = store_file(data=b"%PDF-1.7 frozen " + key, media_type="application/pdf", at=moment, pages=6)
    version = ProtocolVersion.objects.create(
        protocol=protocol,
        number=1,
        snapshot=snapshot,
        sha256=frozen.sha256,
        file=frozen,
        frozen_at=moment,
        frozen_by=board.secretary,
    )
    copy = store_file(data=PUBLIC_COPY + key, media_type="application/pdf", at=moment, pages=7)
    verification = Verification.objects.create(
        protocol=protocol,
        version=version,
        day=posted,
        at=moment,
        record=record(verified=posted.isoformat()),
        original=store_file(data=ORIGINAL + key, media_type="application/pdf", at=moment, pages=7),
        public_copy=copy if publish else None,
    )
    return post_notice(verification=verification, at=moment)


def posting_of(notice: Notice, code: str) -> Posting:
    return notice.postings.get(party__code=code)


def up(notice: Notice, code: str, day: date) -> None:
    """Registered long after, so that no day is in the future."""
    register_up(posting=posting_of(notice, code), day=day, name="Rut Ek", at=at(REGISTERED))


def down(notice: Notice, code: str, day: date) -> None:
    register_down(posting=posting_of(notice, code), day=day, name="Rut Ek", at=at(REGISTERED))


def fresh(notice: Notice) -> Notice:
    """As the pages read it."""
    return notices_of(notice.protocol.meeting.body.association).get(pk=notice.pk)


def letters() -> list[dict[str, str]]:
    return [
        job.args for job in ProcrastinateJob.objects.order_by("id") if job.task_name.endswith("send_mail")
    ]


def token_in(body: str) -> str:
    found = re.search(r"/anslag/([\w-]{43})/", body)
    assert found
    return found[1]


def link_to(email: str) -> str:
    """Where the latest letter to that board leads."""
    body = next(letter["body"] for letter in reversed(letters()) if letter["to"] == email)
    return f"/anslag/{token_in(body)}/"
