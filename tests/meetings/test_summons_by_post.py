"""A mandate is valid with no account and no e-mail address: its holder is called by post, and sits in the roll."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.accounts import propose_address, propose_reset, vouch
from meetings.actions.attaching import add_attachment
from meetings.actions.planning import pass_meeting_to
from meetings.actions.registering import invite_person
from meetings.actions.signing_on_paper import register_paper_verification
from meetings.actions.summoning import note_posted
from meetings.draft.checklist import findings_of
from meetings.draft.reading import read_draft
from meetings.errors import RuleViolation
from meetings.models import AccountChange, Mandate, Meeting, Person, Summons
from meetings.paper.storage import stored_bytes
from meetings.reads.integrity import integrity
from meetings.reads.people import in_office_of
from meetings.reads.summonses import to_post
from tests.meetings.pdf_assertions import assert_conforms, assert_second_opinion, text_of
from tests.worlds.accounts import confirm
from tests.worlds.boards import Board, at, make_frozen, make_meeting, make_paragraph
from tests.worlds.letters import letters
from tests.worlds.once import made_once
from tests.worlds.papers import make_pdf

pytestmark = pytest.mark.django_db

NEW = "alma@ny.example.org"
WHERE = "Alvägen 3\r\n\r\n123 45  Exempelvik"
ADDED = {"first_name": "Alma", "last_name": "Berg", "is_active": "on"}
INLINE = {"mandates-TOTAL_FORMS": "0", "mandates-INITIAL_FORMS": "0"}


@made_once
def alma(board: Board) -> Person:
    """The deputy, who has no e-mail address."""
    person = Person.objects.create(
        first_name="Alma", last_name="Berg", password="!", by_post=True, postal_address=WHERE
    )
    person.associations.add(board.association)
    Mandate.objects.filter(person=board.deputy).update(person=person)
    board.deputy = person
    return person


@made_once
def meeting(board: Board, alma: Person) -> Meeting:
    meeting = make_meeting(board, day=timezone.localdate() + timedelta(days=10))
    paragraph = make_paragraph(meeting, board.secretary, heading="Ny insats", decisions=())
    paragraph.decisions.create(position=1, text="att bevilja medel.", is_prepared=True)
    add_attachment(
        paragraph=paragraph, file_name="Underlag.pdf", data=make_pdf(), by=board.secretary, at=timezone.now()
    )
    return meeting


@made_once
def summoned(board: Board, meeting: Meeting) -> Meeting:
    Person.objects.filter(pk=board.member.pk).update(
        by_post=True, postal_address="Storgatan 1\n123 45 Vallnäs"
    )
    Person.objects.filter(pk=board.other_member.pk).update(is_active=False)
    return pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())


@pytest.fixture
def kansli(client: Client, board: Board) -> Client:
    client.force_login(board.secretary)
    return client


def on_paper(meeting: Meeting, person: Person) -> Summons:
    return meeting.summonses.get(person=person)


def page_of(meeting: Meeting, name: str = "meeting_detail", *more: str) -> str:
    return reverse(name, args=["exempelvik", "styrelsen", meeting.key, *more])


def said(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_everyone_with_a_mandate_is_summoned_by_mail_or_post(board: Board, summoned: Meeting) -> None:
    """Also whoever has had the account closed; the auditor gets it for knowledge."""
    how = {one.person: (one.by_mail, bool(one.file)) for one in summoned.summonses.select_related("person")}
    by_mail = [board.chair, board.verifier, board.other_member, board.auditor]
    assert how == {
        board.deputy: (False, True),
        board.member: (True, True),
        **dict.fromkeys(by_mail, (True, False)),
    }
    told = {one.to for one in letters() if one.subject.startswith("Kallelse")}
    assert told == {one.email for one in (board.member, *by_mail)}


def test_summons_on_paper_says_all_that_the_page_does(board: Board, summoned: Meeting) -> None:
    pdf = stored_bytes(on_paper(summoned, board.deputy).file.sha256)
    assert_conforms(pdf)
    assert_second_opinion(pdf)
    text = text_of(pdf).replace("\N{NO-BREAK SPACE}", " ")
    for each in (
        "Alma Berg Alvägen 3 123 45 Exempelvik",
        "Kallelse till sammanträde",
        "kl. 8.30, Stadshuset, Sälen",
        "Ny insats Förslag till beslut",
        "att bevilja medel.",
        "Bilaga 1, Underlag",
        "kansli@exempelvik.example",
    ):
        assert each in text
    assert integrity().faults == []


def test_chancellery_prints_posts_and_notes_the_day(kansli: Client, board: Board, summoned: Meeting) -> None:
    todo = reverse("todo", args=["exempelvik"])
    assert "Två kallelser ska skrivas ut och postas" in said(kansli, todo)
    assert "inte postad än" in said(kansli, page_of(summoned))
    one = on_paper(summoned, board.deputy)
    file = kansli.get(page_of(summoned, "summons_pdf", one.public_id))
    assert b"".join(file.streaming_content) == stored_bytes(one.file.sha256)
    press = page_of(summoned, "summons_posted", one.public_id)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "Dagen ligger i framtiden" in kansli.post(press, {"day": tomorrow}).content.decode()
    assert kansli.post(press, {"day": timezone.localdate()}).status_code == HTTPStatus.FOUND
    assert "En kallelse ska skrivas ut och postas" in said(kansli, todo)
    page = said(kansli, page_of(summoned))
    assert "av Karl Ostman" in page
    assert "Kallelsen till Alma Berg postad den" in page
    one.refresh_from_db()
    assert (one.posted_on, one.posted_by) == (timezone.localdate(), board.secretary)


def test_day_is_said_once_and_what_is_written_stays(board: Board, summoned: Meeting) -> None:
    now, one = timezone.now(), on_paper(summoned, board.deputy)
    told = {"by": board.secretary, "at": now}
    with pytest.raises(RuleViolation, match="Kallelsen gjordes den"):
        note_posted(summons=one, day=timezone.localdate() - timedelta(days=1), **told)
    with pytest.raises(RuleViolation, match="gick med mejl"):
        note_posted(summons=on_paper(summoned, board.chair), day=timezone.localdate(), **told)
    note_posted(summons=one, day=timezone.localdate(), **told)
    with pytest.raises(RuleViolation, match="redan noterad"):
        note_posted(summons=one, day=timezone.localdate(), **told)
    rows = Summons.objects.filter(pk=one.pk)
    for write in (
        lambda: rows.update(posted_on=timezone.localdate() - timedelta(days=3)),
        lambda: rows.update(by_mail=True),
        lambda: rows._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_only_the_latest_summons_waits_to_be_posted(board: Board, summoned: Meeting) -> None:
    told = {"by": board.secretary, "at": timezone.now()}
    assert to_post(board.association).count() == 2
    cancelled = pass_meeting_to(meeting=summoned, state="cancelled", **told)
    assert not to_post(board.association).exists()
    planned = pass_meeting_to(meeting=cancelled, state="planned", **told)
    pass_meeting_to(meeting=planned, state="summoned", by=board.secretary, at=timezone.now())
    assert to_post(board.association).count() == 2
    assert summoned.summonses.filter(person=board.deputy).count() == 2


def test_register_asks_for_one_address_or_the_other(kansli: Client, board: Board) -> None:
    add = reverse("admin:meetings_person_add")
    sent = ADDED | INLINE | {"association": board.association.pk}
    errors = kansli.post(add, sent).context["adminform"].form.errors
    assert "eller postadressen om personen inte har någon" in errors["postal_address"][0]
    for _ in range(2):  # two people have no address: they are not the same person
        assert kansli.post(add, sent | {"postal_address": WHERE}).status_code == HTTPStatus.FOUND
    people = Person.objects.filter(last_name="Berg")
    assert [(one.email, one.by_post, one.has_usable_password()) for one in people] == [("", True, False)] * 2
    again = reverse("admin:meetings_person_change", args=[people[0].pk])
    errors = kansli.post(again, sent | {"postal_address": ""}).context["adminform"].form.errors
    assert errors["postal_address"]


def test_where_somebody_lives_stands_in_no_history(kansli: Client, alma: Person) -> None:
    assert not hasattr(Person.history.model, "postal_address")
    assert "Alvägen" not in said(kansli, reverse("admin:meetings_person_history", args=[alma.pk]))
    assert "Alvägen" not in said(kansli, reverse("admin:meetings_person_changelist"))


def test_no_address_is_nobodys(alma: Person) -> None:
    for typed in ("", " ", "\N{NO-BREAK SPACE}"):
        assert Person.objects.of_address(typed) is None
        with pytest.raises(Person.DoesNotExist):
            Person.objects.get_by_natural_key(typed)
    assert not Client().login(email="", password="")


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"last_login": at()}, "person_signs_in_by_address"),
        ({"password": "pbkdf2_sha256$1$a$b"}, "person_signs_in_by_address"),
        ({"by_post": False}, "person_is_reached"),
        ({"postal_address": ""}, "person_posted_where"),
    ],
    ids=str,
)
def test_database_keeps_an_account_to_whoever_has_an_address(
    alma: Person, facts: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Person.objects.filter(pk=alma.pk).update(**facts)


def test_nothing_is_sent_to_no_address(board: Board, alma: Person) -> None:
    with pytest.raises(RuleViolation, match="har ingen e-postadress, och kallas per post"):
        invite_person(person=alma, association=board.association, by=board.secretary, at=timezone.now())
    with pytest.raises(RuleViolation, match="inget att återställa"):
        propose_reset(person=alma, by=board.secretary, at=timezone.now())
    assert "" not in {one.to for one in letters()}


def test_first_address_is_confirmed_by_itself_and_a_third_person(board: Board, alma: Person) -> None:
    """The chancellery alone gives nobody an address, and so no account: neither here nor in the database."""
    with pytest.raises(DatabaseError, match="bara genom en bekräftad"), transaction.atomic():
        Person.objects.filter(pk=alma.pk).update(email=NEW)
    change = propose_address(person=alma, email=NEW, by=board.secretary, at=at(hour=9))
    with pytest.raises(RuleViolation, match="ska bekräfta först"):
        vouch(change=change, how="Ringde henne.", by=board.auditor, at=at(hour=10))
    confirm(NEW, at=at(hour=10))
    alma.refresh_from_db()
    assert alma.email == ""
    with pytest.raises(RuleViolation, match="själv föreslagit"):
        vouch(change=change, how="Ringde henne.", by=board.secretary, at=at(hour=10))
    change = vouch(change=change, how="Ringde henne.", by=board.auditor, at=at(hour=10))
    alma.refresh_from_db()
    assert alma.email == NEW
    assert change.signs_from == at(hour=10) + timedelta(hours=72)
    assert {one.to for one in letters() if "har fått en ny e-postadress" in one.subject} >= {NEW}
    assert "" not in {one.to for one in letters()}
    invite_person(person=alma, association=board.association, by=board.secretary, at=timezone.now())


def test_database_takes_no_first_address_that_only_itself_has_confirmed(board: Board, alma: Person) -> None:
    facts = {"person": alma, "kind": "address", "new_email": NEW, "proposed_by": board.secretary}
    moments = dict.fromkeys(["proposed_at", "old_confirmed_at", "new_confirmed_at", "valid_at"], at())
    with pytest.raises(IntegrityError, match="valid_when_confirmed"), transaction.atomic():
        AccountChange.objects.create(**facts, **moments)


def test_two_without_an_address_hinder_nobody(board: Board, alma: Person) -> None:
    """Another one without an address is added while the first one's is new."""
    now = timezone.now()
    change = propose_address(person=alma, email=NEW, by=board.secretary, at=now)
    confirm(NEW, at=now)
    vouch(change=change, how="Ringde henne.", by=board.auditor, at=now)
    Person.objects.create(first_name="Ada", last_name="Ek", by_post=True, postal_address=WHERE, password="!")


def test_mandate_without_an_address_is_in_the_roll_and_the_quorum(board: Board, alma: Person) -> None:
    """She verifies too, on paper, as everybody then does."""
    Mandate.objects.filter(person__in=[alma, board.verifier]).update(last_day=at().date() - timedelta(days=1))
    Mandate.objects.create(
        body=board.body, seat=board.seats["AF"], person=alma, kind="member", first_day=at().date()
    )
    board.body.offices.filter(person=board.verifier).delete()
    board.verifier, board.deputy = alma, board.other_member  # who is absent, so that three of four sit
    assert alma in in_office_of(board.body, at().date())
    version = make_frozen(board)
    found = [one.sentence for one in findings_of(read_draft(version.protocol), today=at().date())]
    assert (
        "Alma Berg har ingen e-postadress och skriver under på papper. Då skriver alla under på papper"
        in found
    )
    assert version.signatories.filter(person=alma, role="verifier").exists()
    signed = dict.fromkeys(version.signatories.filter(is_awaited=True), at().date())
    verification = register_paper_verification(
        version=version, signed=signed, scan=make_pdf(), by=board.secretary, at=at(hour=17)
    )
    assert verification.method == "paper"
    assert "" not in {one.to for one in letters()}


def test_person_says_where_post_is_to_go(client: Client, board: Board) -> None:
    client.force_login(board.chair)
    refused = client.post(reverse("own_post"), {"by_post": "on", "postal_address": " "})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Skriv postadressen" in refused.content.decode()
    client.post(reverse("own_post"), {"by_post": "on", "postal_address": WHERE})
    board.chair.refresh_from_db()
    assert board.chair.by_post
    assert "Alvägen 3" in said(client, reverse("own_details"))
