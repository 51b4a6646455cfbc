"""The meeting that fixes the budget is public: its field, its announcement and page, and what is pointed out."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from meetings.actions.announcing import announce_meeting
from meetings.actions.attaching import add_attachment
from meetings.actions.planning import edit_meeting, pass_meeting_to
from meetings.actions.withholding import withhold
from meetings.draft.building import build_record
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import Announcement, Attachment, Meeting
from meetings.querysets import own_protocol
from meetings.reads.people import makeup_of
from meetings.rules.makeup import makeup_remarks
from meetings.rules.public_meeting import fixes_budget, public_doubt
from tests.worlds.boards import Board, at, make_board, make_meeting, make_paragraph
from tests.worlds.once import made_once
from tests.worlds.papers import make_pdf

BUDGET = make_pdf(note="budget")


@made_once
def meeting(board: Board) -> Meeting:
    """In three weeks; its budget is attached."""
    meeting = make_meeting(board, day=timezone.localdate() + timedelta(days=21), is_public=True)
    paragraph = make_paragraph(
        meeting, board.secretary, heading="Budget 2027", decisions=("att fastställa budgeten.",)
    )
    add_attachment(
        paragraph=paragraph, file_name="Budget.pdf", data=BUDGET, by=board.secretary, at=timezone.now()
    )
    return meeting


@made_once
def announced(board: Board, meeting: Meeting) -> Announcement:
    return announce_meeting(
        meeting=meeting,
        proposal=Attachment.objects.get(),
        how_to_attend="Anmäl dig till kansliet.",
        by=board.secretary,
        at=timezone.now(),
    )


@pytest.mark.parametrize(
    ("heading", "decision", "fixes"),
    [
        ("Budget 2027", "att fastställa förslaget", True),
        ("Verksamhetsplan och budget", "att anta planen", True),
        ("Verksamhetsplan", "att godkänna verksamhetsplan och budget", True),
        ("Ekonomisk rapport mot budget", "att godkänna rapporten", False),
        ("Budgetförstärkning", "att förstärka budgeten med 25 000 kronor", False),
        ("Dagordning", "att fastställa dagordningen", False),
    ],
)
def test_which_section_fixes_the_budget(heading: str, decision: str, fixes: bool) -> None:
    assert fixes_budget(heading, [decision]) == fixes


def test_what_is_pointed_out_of_the_meeting() -> None:
    assert "§ 41 fastställer budgeten" in public_doubt(is_public=False, is_announced=False, fixes=["§ 41"])
    assert "inte tillkännagivet" in public_doubt(is_public=True, is_announced=False, fixes=["§ 41"])
    assert public_doubt(is_public=True, is_announced=True, fixes=["§ 41"]) == ""
    assert public_doubt(is_public=False, is_announced=False, fixes=[]) == ""


@pytest.mark.django_db
def test_the_checklist_points_it_out_and_stops_nothing(board: Board) -> None:
    meeting = make_meeting(board)
    make_paragraph(meeting, board.secretary, heading="Budget", decisions=("att fastställa budgeten.",))

    def said() -> list[tuple[str, bool]]:
        found = findings_of(read_draft(own_protocol(meeting)), today=meeting.date)
        return [(one.sentence, one.blocking) for one in found if "offentlig" in one.sentence]

    [(sentence, blocking)] = said()
    assert "sammanträdet är inte offentligt (19 §" in sentence
    assert not blocking
    edit_meeting(meeting=meeting, is_public=True, by=board.secretary, at=at())
    [(sentence, blocking)] = said()
    assert "inte tillkännagivet" in sentence
    assert not blocking
    announce_meeting(meeting=meeting, by=board.secretary, at=at(meeting.date - timedelta(days=7)))
    assert said() == []


@pytest.mark.django_db
def test_the_protocol_says_that_it_was_public(board: Board, meeting: Meeting) -> None:
    record = build_record(read_draft(own_protocol(meeting)), version=0, at=at())
    place = next(row for row in record.document.facts if row.key == "place_time")
    assert place.value[-1] == "Offentligt sammanträde"


@pytest.mark.django_db
def test_it_stands_on_the_notice_board_with_the_proposal(
    client: Client, meeting: Meeting, announced: Announcement
) -> None:
    html = client.get("/exempelvik/anslagstavla/").content.decode()
    own = f"/exempelvik/sammantraden/{announced.public_id}/"
    assert f'href="{own}"' in html
    page = " ".join(client.get(own).content.decode().split())
    assert "Vem som helst får vara med och lyssna" in page
    assert "Anmäl dig till kansliet." in page
    answer = client.get(f"{own}forslag/")
    assert b"".join(answer.streaming_content) == BUDGET
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind", [{"kind": "web", "reason": "person"}, {"kind": "secrecy", "provision": "39 kap."}]
)
def test_a_proposal_that_is_withheld_is_shown_no_more_and_not_announced(
    client: Client, board: Board, meeting: Meeting, announced: Announcement, kind: dict[str, str]
) -> None:
    said = {"meeting": meeting, "by": board.secretary, "at": timezone.now()}
    withhold(attachment=Attachment.objects.get(), **kind, **said)
    own = f"/exempelvik/sammantraden/{announced.public_id}/"
    for page in (own, "/exempelvik/anslagstavla/"):
        assert "Förslaget till budget" not in client.get(page).content.decode()
    assert client.get(f"{own}forslag/").status_code == 404
    with pytest.raises(RuleViolation, match="ska utelämnas på webben"):
        announce_meeting(proposal=Attachment.objects.get(), **said)


@pytest.mark.django_db
def test_words_of_an_announced_file_are_not_withheld_before_the_file(
    board: Board, meeting: Meeting, announced: Announcement
) -> None:
    """It is shown to all, though it is not to be published with the protocol."""
    said = {"meeting": meeting, "by": board.secretary, "at": timezone.now()}
    Attachment.objects.update(publish=False)
    withhold(kind="web", reason="person", words="fastställa", **said)
    with pytest.raises(RuleViolation, match="Orden står också i bilagan"):
        withhold(kind="web", reason="person", words="budget", **said)


@pytest.mark.django_db
def test_what_is_changed_after_the_announcement_is_said_and_announced_anew(
    client: Client, board: Board, meeting: Meeting, announced: Announcement
) -> None:
    own = f"/exempelvik/sammantraden/{announced.public_id}/"
    edit_meeting(meeting=meeting, start=time(14), by=board.secretary, at=timezone.now())
    assert "Ändrat sedan det tillkännagavs" in client.get(own).content.decode()
    again = announce_meeting(meeting=meeting, by=board.secretary, at=timezone.now())
    assert client.get(own).status_code == 404
    page = client.get(f"/exempelvik/sammantraden/{again.public_id}/").content.decode()
    assert "Ändrat sedan" not in page
    pass_meeting_to(meeting=meeting, state="cancelled", by=board.secretary, at=timezone.now())
    assert "Inställt" in client.get("/exempelvik/anslagstavla/").content.decode()


@pytest.mark.django_db
def test_it_is_made_public_and_announced_by_the_chancellery(
    client: Client, board: Board, meeting: Meeting
) -> None:
    client.force_login(board.secretary)
    page = f"/exempelvik/moten/styrelsen/{meeting.key}/"
    assert f'href="{page}tillkannage/"' in client.get(page).content.decode()
    sent = {"proposal": Attachment.objects.get().public_id, "how_to_attend": ""}
    answer = client.post(f"{page}tillkannage/", sent, follow=True)
    assert "Mötet är tillkännagivet" in answer.content.decode()
    assert Announcement.objects.get().proposal_name == "Budget.pdf"
    closed = make_meeting(board, day=meeting.date + timedelta(days=1))
    assert client.get(f"/exempelvik/moten/styrelsen/{closed.key}/tillkannage/").status_code == 404


@pytest.mark.django_db
def test_an_announcement_that_cannot_be_is_refused(board: Board, meeting: Meeting) -> None:
    said = {"by": board.secretary, "at": timezone.now()}
    other = make_board(slug="granby", suffix=".granby")
    strange = make_meeting(other, day=meeting.date, is_public=True)
    with pytest.raises(RuleViolation, match="annat sammanträde"):
        announce_meeting(meeting=strange, proposal=Attachment.objects.get(), **said)
    with pytest.raises(RuleViolation, match="inte offentligt"):
        announce_meeting(meeting=make_meeting(board, day=meeting.date + timedelta(days=1)), **said)
    with pytest.raises(RuleViolation, match="redan hållits"):
        announce_meeting(meeting=make_meeting(board, day=date(2024, 5, 30), is_public=True), **said)
    assert not Announcement.objects.exists()


def test_members_without_a_ledamot_or_ersattare_are_named() -> None:
    assert makeup_remarks({"Region": (1, 1), "Kommun": (1, 1)}) == []
    said = makeup_remarks({"Region": (2, 1), "Kommun": (0, 0)})
    assert said[0].startswith("Kommun har ingen ledamot och ingen ersättare (10 §")
    assert said[1].startswith("Styrelsen har 2 ledamöter och 1 ersättare, men de ska vara lika många")


@pytest.mark.django_db
def test_the_register_reads_the_mandates_of_today(board: Board) -> None:
    said = makeup_of(board.body, date(2024, 6, 1))
    assert [one.split(" har ")[0] for one in said][-1] == "Styrelsen"
    assert makeup_of(board.body, date(1990, 1, 1))[0].endswith("rehabiliteringsinsatser).")
