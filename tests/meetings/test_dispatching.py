"""What is sent of a verified protocol: to whom, which file, once, and what is left to post."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from meetings.actions.assigning import add_assignment
from meetings.actions.dispatching import dispatch, note_dispatch_posted, send_asked, try_dispatches_again
from meetings.actions.withholding import withhold
from meetings.errors import RuleViolation
from meetings.hooks import Receiver
from meetings.models import AskedDispatch, Body, Party, Verification
from meetings.paper.storage import stored_bytes
from meetings.reads.dispatches import suggested
from meetings.rules.receivers import named_receivers
from tests.meetings.pdf_assertions import assert_conforms, assert_second_opinion, text_of
from tests.worlds.boards import Board
from tests.worlds.forging import change_table, past_the_guards
from tests.worlds.letters import letters


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Beslutet expedieras till Vallnäs kommun och förbundets ekonom.",
            ["Vallnäs kommun", "förbundets ekonom"],
        ),
        (
            "Styrelsen beslutar.\nBeslutet skickas till: Social- och arbetsmarknadsnämnden, Region Syd samt FK",
            ["Social- och arbetsmarknadsnämnden", "Region Syd", "FK"],
        ),
        ("Utdrag: Anna, Anna; Bo", ["Anna", "Bo"]),
        ("Frågan skickas tillbaka.", []),
        ("", []),
    ],
)
def test_receivers_are_read_out_of_a_section(text: str, names: list[str]) -> None:
    assert named_receivers(text) == names


pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def page(verification: Verification, name: str = "dispatch_page", *more: str) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", verification.protocol.key, *more])


def send(verification: Verification, *receivers: Receiver) -> list[object]:
    by = verification.protocol.meeting.secretary
    asked = dispatch(verification=verification, receivers=receivers, by=by, at=timezone.now())
    send_asked(at=timezone.now())
    return asked


def first(verification: Verification):
    return verification.protocol.paragraphs.order_by("position").first()


def test_members_board_and_auditors_are_suggested_the_whole(verification: Verification, board: Board) -> None:
    Party.objects.filter(pk=board.parties["EK"].pk).update(contact_email="registrator@example.org")
    found = suggested(verification, timezone.localdate())
    whole = [one for one in found if one.paragraph is None]
    assert [one.receiver_as for one in whole] == [
        *["medlem"] * board.association.parties.count(),
        *["styrelsen"] * len({one.email for one in whole if one.receiver_as == "styrelsen"}),
        "revisor",
    ]
    assert "registrator@example.org" in {one.email for one in whole}
    Body.objects.filter(pk=board.body.pk).update(protocol_to_members=False)
    verification = Verification.objects.get(pk=verification.pk)
    assert "medlem" not in {one.receiver_as for one in suggested(verification, timezone.localdate())}


def test_who_is_responsible_is_suggested_whoever_holds_the_role(
    verification: Verification, board: Board
) -> None:
    decision = first(verification).decisions.first()
    by = {"by": board.secretary, "at": timezone.now()}
    add_assignment(decision=decision, role="chair", **by)
    add_assignment(decision=decision, person=board.member, **by)
    found = [one for one in suggested(verification, timezone.localdate()) if one.receiver_as == "ansvarig"]
    assert {one.paragraph for one in found} == {first(verification)}
    assert board.member.email in {one.email for one in found}
    assert len(found) == 2


def test_one_press_sends_extract_and_whole_and_a_second_nothing(
    office: Client, verification: Verification, board: Board
) -> None:
    paragraph = first(verification)
    chosen = [
        one.key for one in suggested(verification, timezone.localdate()) if one.email == board.chair.email
    ]
    asked = {
        "chosen": chosen,
        "what": paragraph.public_id,
        "name": "Ekonomen",
        "email": "Ekonomi@Example.org",
    }
    answered = office.post(page(verification), asked, follow=True)
    assert (answered.status_code, "Görs: 1 av 2" in answered.text) == (200, True)
    assert not [one for one in letters() if one.file], "the press makes nothing itself"
    assert ProcrastinateJob.objects.filter(task_name="meetings.tasks.send_dispatches").count() == 1
    assert "De har redan fått det." in office.post(page(verification), asked).text
    assert send_asked(at=timezone.now()) == 2
    assert "Ekonomen" in office.get(page(verification)).text
    sent = {one.to: one for one in letters() if one.file}
    assert {board.chair.email, "ekonomi@example.org"} <= set(sent)
    again = office.post(page(verification), asked)
    assert (again.status_code, "De har redan fått det." in again.text) == (
        422,
        True,
    )
    assert verification.dispatches.count() == 2
    whole, extract = verification.dispatches.order_by("paragraph__pk")
    files = {one.paragraph_id: one.file for one in (whole, extract)}
    assert files[None] == verification.original
    pdf = stored_bytes(files[paragraph.pk].sha256)
    assert_conforms(pdf)
    assert_second_opinion(pdf)
    said = " ".join(text_of(pdf).replace("\N{NO-BREAK SPACE}", " ").split())
    assert f"Rätt utdraget bestyrks: {board.secretary.name}" in said


def test_secret_words_go_to_nobody(verification: Verification, board: Board) -> None:
    withhold(
        meeting=verification.protocol.meeting,
        kind="secrecy",
        words="ekonomin",
        provision="26 kap. 1 § OSL",
        by=board.secretary,
        at=timezone.now(),
    )
    verification = Verification.objects.get(pk=verification.pk)
    send(verification, Receiver(first(verification), "Ekonomen"), Receiver(None, "Region Syd"))
    for one in verification.dispatches.all():
        text = text_of(stored_bytes(one.file.sha256))
        assert "ekonomin" not in text, (one.paragraph, text)
    with past_the_guards():
        Verification.objects.filter(pk=verification.pk).update(public_copy=None)
    verification = Verification.objects.get(pk=verification.pk)
    with pytest.raises(RuleViolation, match="ingen kopia utan dem"):
        send(verification, Receiver(None, "Region Norr"))


def test_letter_by_post_waits_until_somebody_says_that_it_is_posted(
    office: Client, verification: Verification, board: Board
) -> None:
    send(verification, Receiver(None, "Region Syd", "medlem"))
    one = verification.dispatches.get()
    assert "inte postat än" in office.get(page(verification, "verification_status")).text
    today, by = timezone.localdate(), {"by": board.secretary, "at": timezone.now()}
    for day, said in ((today + timedelta(days=1), "framtiden"), (today - timedelta(days=1), "gjordes")):
        with pytest.raises(RuleViolation, match=said):
            note_dispatch_posted(dispatch=one, day=day, **by)
    noted = office.post(
        page(verification, "dispatch_posted", one.public_id), {"day": today.isoformat()}, follow=True
    )
    assert "postat den" in noted.text
    with pytest.raises(RuleViolation, match="redan noterat"):
        note_dispatch_posted(dispatch=one, day=today, **by)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Välj minst en mottagare."),
        ({"email": "a@example.org"}, "Skriv vem mottagaren är."),
        ({"chosen": ["hela:ingen@example.org"]}, "Välj ett giltigt alternativ"),
        ({"name": "Ek", "email": "inte en adress"}, "giltig e-postadress"),
        ({"name": "E\0k"}, "tecken"),
    ],
)
def test_page_refuses_in_words(
    office: Client, verification: Verification, sent: dict[str, object], said: str
) -> None:
    answer = office.post(page(verification), sent)
    assert (answer.status_code, said in answer.text) == (422, True)
    assert verification.dispatches.count() == 0


def test_auditor_reads_the_list_and_sends_nothing(
    client: Client, verification: Verification, board: Board
) -> None:
    send(verification, Receiver(None, "Region Syd", "medlem"))
    client.force_login(board.auditor)
    read = client.get(page(verification))
    assert (read.status_code, "Region Syd" in read.text, "<form" in read.text.split("<main")[1]) == (
        200,
        True,
        False,
    )
    assert client.post(page(verification), {"name": "Ek"}).status_code == 404


def test_stopped_in_the_middle_it_goes_on_and_sends_nothing_twice(verification: Verification) -> None:
    extract = Receiver(first(verification), "Ekonomen", email="ekonom@example.org")
    whole = Receiver(None, "Region Syd", email="syd@example.org")
    # The letter of the § is written, and then the database takes no row of it.
    change_table("ALTER TABLE meetings_dispatch ADD CONSTRAINT ends CHECK (paragraph_id IS NULL) NOT VALID")
    send(verification, extract, whole)
    assert [one.to for one in letters() if one.file] == ["syd@example.org"]
    assert [one.receiver for one in AskedDispatch.objects.all()] == ["Ekonomen"]
    connection.check_constraints()  # else what was written keeps the table in use
    change_table("ALTER TABLE meetings_dispatch DROP CONSTRAINT ends")
    try_dispatches_again(verification=verification, at=timezone.now())
    assert (send_asked(at=timezone.now()), send_asked(at=timezone.now())) == (1, 0)
    assert [one.to for one in letters() if one.file] == ["syd@example.org", "ekonom@example.org"]


def test_what_cannot_be_made_says_why_stops_no_other_and_is_tried_again(
    office: Client, verification: Verification
) -> None:
    by = verification.protocol.meeting.secretary
    paragraph = first(verification)
    receivers = [Receiver(paragraph, "Ekonomen"), Receiver(None, "Region Syd")]
    dispatch(verification=verification, receivers=receivers, by=by, at=timezone.now())
    with past_the_guards():
        verification.protocol.paragraphs.filter(pk=paragraph.pk).update(number=999)
    assert send_asked(at=timezone.now()) == 1
    shown = office.get(page(verification)).text
    assert "Kunde inte göras" in shown
    assert "står inte i det här protokollet" in shown
    with past_the_guards():
        verification.protocol.paragraphs.filter(pk=paragraph.pk).update(number=paragraph.number)
    office.post(page(verification, "dispatch_again"))
    assert "Görs: 2 av 2" in office.get(page(verification, "dispatch_state")).text
    assert send_asked(at=timezone.now()) == 1
    assert "Visa vad som är expedierat" in office.get(page(verification, "dispatch_state")).text


def test_what_cannot_be_made_can_be_left(office: Client, verification: Verification) -> None:
    by = verification.protocol.meeting.secretary
    dispatch(
        verification=verification,
        receivers=[Receiver(first(verification), "Ekonomen")],
        by=by,
        at=timezone.now(),
    )
    AskedDispatch.objects.update(trouble="Det gick inte.")
    office.post(page(verification, "dispatch_again"), {"drop": "1"})
    assert not AskedDispatch.objects.exists()
    assert not verification.dispatches.exists()
