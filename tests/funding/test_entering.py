"""The public page and the way in: one-time links that say nothing of who is known."""

import re
from datetime import date, timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funding.actions.entering import accept_share, ask_for_link, enter, invite_colleague
from funding.models import Application, Call, Link
from meetings.errors import RuleViolation
from meetings.models import Person
from tests.worlds.applications import make_draft, make_office, make_submitted
from tests.worlds.boards import make_board, make_meeting, make_person
from tests.worlds.letters import answer_strangers, letters

pytestmark = pytest.mark.django_db
NEW = "nora.hage@exempelvik.example"


def page(name: str, *more: str) -> str:
    return reverse(name, args=["exempelvik", *more])


def ask(client: Client, email: str) -> str:
    """What the page says afterwards."""
    said = client.post(page("application_enter"), {"email": email}, follow=True).text
    answer_strangers()
    return said


def link_to(email: str) -> str:
    return re.search(r"http\S+?(/exempelvik/medel/lank/\S+)", letters(email)[-1].body)[1]


def test_public_page_tells_how_to_apply_and_when(office, client):
    today = timezone.localdate()
    Call.objects.create(association=office.association, name="Unga vuxna", opens=today, closes=today)
    Call.objects.create(
        association=office.association, name="Stängd", opens=date(2020, 1, 1), closes=date(2020, 2, 1)
    )
    make_meeting(office.board, day=today + timedelta(days=9))
    shown = client.get(page("funding_home")).text
    for expected in ("Så söker du.", "Unga vuxna", "Samverkan?", "Nästa planerade sammanträde"):
        assert expected in shown, expected
    assert "Stängd" not in shown


def test_association_without_a_programme_says_whom_to_ask(client):
    make_board(slug="granby", suffix=".granby")
    assert "tar inte emot ansökningar" in client.get("/granby/medel/").text  # the menu leads there
    assert client.post("/granby/medel/lank/", {"email": NEW}).status_code == HTTPStatus.NOT_FOUND


def test_answer_is_the_same_for_known_unknown_and_board_member(office, client):
    said = {
        re.sub(r'name="csrf\S+ value="[^"]+"', "", ask(client, email))
        for email in (NEW, office.applicant.email, office.board.secretary.email)
    }
    assert len(said) == 1


def test_new_applicant_says_a_name_and_is_in(office, client):
    ask(client, NEW)
    link = link_to(NEW)
    assert "Vad heter du?" in client.get(link).text
    assert Link.objects.get().used_at is None
    assert client.post(link, {"first_name": "Nora"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    entered = client.post(link, {"first_name": "Nora", "last_name": "Hage"})
    assert entered.url == page("application_list")
    person = Person.objects.get(email=NEW)
    assert (person.name, person.has_usable_password()) == ("Nora Hage", False)
    assert "inga ansökningar än" in client.get(entered.url).text


def test_link_works_once_and_for_its_association_and_time(office, client):
    make_office(slug="granby", suffix=".granby")
    ask(client, office.applicant.email)
    link = link_to(office.applicant.email)
    assert client.get(link.replace("exempelvik/medel", "granby/medel")).status_code == HTTPStatus.NOT_FOUND
    assert client.post(link).status_code == HTTPStatus.FOUND
    gone = Client().get(link)
    assert gone.status_code == HTTPStatus.NOT_FOUND
    assert "gäller inte längre" in gone.text
    ask(client, office.applicant.email)
    Link.objects.filter(used_at=None).update(
        created_at=timezone.now() - timedelta(hours=3), expires_at=timezone.now() - timedelta(hours=1)
    )
    assert Client().post(link_to(office.applicant.email)).status_code == HTTPStatus.NOT_FOUND


def test_who_has_a_password_or_a_role_is_never_signed_in_by_a_link(office, client):
    secretary = office.board.secretary
    ask(client, secretary.email)
    assert "Logga in med det" in letters(secretary.email)[-1].body
    assert "/medel/lank/" not in letters(secretary.email)[-1].body
    member = office.board.member
    member.set_unusable_password()
    member.save()
    ask(client, member.email)
    assert "/medel/lank/" not in letters(member.email)[-1].body


def test_letters_to_one_address_are_few(office):
    for _ in range(8):
        ask_for_link(association=office.association, email=NEW, at=timezone.now())
    assert len(letters(NEW)) == 5


def test_colleague_is_let_in_by_a_link_to_the_application(office, client):
    application = make_draft(office)
    client.force_login(office.applicant)
    address = page("application_invite", application.public_id)
    assert client.post(address, {"email": NEW}).status_code == HTTPStatus.FOUND
    colleague = Client()
    entered = colleague.post(link_to(NEW), {"first_name": "Nora", "last_name": "Hage"})
    assert entered.url == page("application_detail", application.public_id)
    assert colleague.get(entered.url).status_code == HTTPStatus.OK
    assert "skriver redan" in client.post(address, {"email": NEW}).text
    nora = Person.objects.get(email=NEW)
    client.post(page("application_colleague_remove", application.public_id, nora.public_id))
    assert colleague.get(entered.url).status_code == HTTPStatus.NOT_FOUND


def test_invited_person_with_a_password_shares_nothing_before_saying_yes(office, client):
    application = make_draft(office)
    auditor = office.board.auditor
    client.force_login(office.applicant)
    client.post(page("application_invite", application.public_id), {"email": auditor.email})
    assert not application.editor_links.filter(person=auditor).exists()
    invited, link = Client(), link_to(auditor.email)
    assert f"/konto/login/?next={link}" in invited.get(link).text
    invited.post(link)
    invited.force_login(office.board.secretary)
    assert "gäller en annan person" in invited.post(link).text
    invited.force_login(auditor)
    assert "Ja, skriv på ansökan" in invited.get(link).text
    assert not application.editor_links.filter(person=auditor).exists()
    accepted = invited.post(link)
    assert accepted.url == page("application_detail", application.public_id)
    assert application.editor_links.filter(person=auditor).exists()
    assert invited.get(accepted.url).status_code == HTTPStatus.OK
    assert invited.get(link).status_code == HTTPStatus.NOT_FOUND


def test_no_more_write_than_may_however_many_were_invited(office, monkeypatch):
    application = make_draft(office)
    invited = [office.board.auditor, office.board.member]
    for person in invited:
        invite_colleague(application=application, email=person.email, by=office.applicant, at=timezone.now())
    monkeypatch.setattr("funding.actions.entering.MOST_EDITORS", 2)
    first, second = (link_to(person.email).rstrip("/").split("/")[-1] for person in invited)
    accept_share(token=first, by=invited[0], at=timezone.now())
    with pytest.raises(RuleViolation, match="Högst 2 personer"):
        accept_share(token=second, by=invited[1], at=timezone.now())


def test_applicant_sees_only_own_cases_and_nothing_of_the_office(office, client):
    own, other = make_draft(office), make_draft(office, name="Annan")
    other.editor_links.all().delete()
    client.force_login(office.applicant)
    assert client.get(page("application_detail", own.public_id)).status_code == HTTPStatus.OK
    for name in ("application_detail", "application_review", "application_papers", "application_delete"):
        assert client.get(page(name, other.public_id)).status_code == HTTPStatus.NOT_FOUND
    for name in ("todo", "case_list", "meeting_list", "board_home"):
        assert client.get(page(name)).status_code == HTTPStatus.NOT_FOUND


def test_application_is_begun_copied_and_deleted(office, client):
    client.force_login(office.applicant)
    begun = client.post(page("application_create"))
    application = Application.objects.get()
    assert begun.url == page("application_edit", application.public_id, "sokande")
    assert application.years.count() == 3
    assert application.cost_rows.count() == 4
    full = make_draft(office)
    client.post(page("application_copy", full.public_id))
    copy = Application.objects.latest("pk")
    assert copy.background == full.background
    assert [one.organisation for one in copy.applicants.all()] == [
        one.organisation for one in full.applicants.all()
    ]
    assert sum(one.amount for row in copy.cost_rows.all() for one in row.amounts.all()) == 941_750
    assert client.post(page("application_delete", copy.public_id)).status_code == HTTPStatus.FOUND
    assert Application.objects.count() == 2
    office.programme.is_open = False
    office.programme.save()
    assert "Det går inte att söka" in client.post(page("application_create"), follow=True).text


def test_look_alike_address_opens_nobody_elses_applications(office, client):
    anna = make_person("Anna", "Ek", email="anna@mikrobolag.example")
    for typed in ("anna@m\u0131krobolag.example", "anna@mikrobolag.ex\u0430mple"):
        client.post(page("application_enter"), {"email": typed})
        ask_for_link(association=office.association, email=typed, at=timezone.now())
        assert letters(anna.email) == []
        token = link_to(typed).rstrip("/").split("/")[-1]
        entered, _ = enter(token=token, first_name="En", last_name="Annan", at=timezone.now())
        assert entered != anna
    assert Link.objects.count() == 2  # the page refused both


def test_letter_goes_to_the_stored_address_however_it_was_typed(office, client):
    anna = make_person("Anna", "Ek", email="anna@mikrobolag.example")
    for typed in ("ANNA@mikrobolag.example", "anna@mi\u212arobolag.example"):
        ask_for_link(association=office.association, email=typed, at=timezone.now())
    assert [letter.to for letter in letters()] == [anna.email] * 2


def test_applicant_who_is_signed_out_gets_a_link_back_to_the_same_page(office, client):
    """No page of an applicant leads to one that asks for a password; a post leads back to the page it came from."""
    draft = make_draft(office)
    there = page("application_edit", draft.public_id, "mal")
    sent = client.post(
        page("application_message", draft.public_id), headers={"Referer": f"http://testserver{there}"}
    )
    for answer in (
        client.get(there),
        client.post(there, headers={"Referer": f"http://testserver{there}"}),
        sent,
    ):
        assert answer.url == f"{page('application_enter')}?next={there}"
    assert "leder till sidan" in client.get(answer.url).text
    assert "på väg" in client.post(answer.url, {"email": office.applicant.email}, follow=True).text
    entered = client.post(link_to(office.applicant.email))
    assert entered.url == there
    assert client.get(answer.url).url == there


@pytest.mark.parametrize(
    "page_named", ["https://ond.example/", "//ond.example/", "/exempelvik/arenden/", "/granby/medel/"]
)
def test_link_leads_to_no_other_place(office, client, page_named):
    client.post(f"{page('application_enter')}?next={page_named}", {"email": office.applicant.email})
    assert "next" not in letters(office.applicant.email)[-1].body
    assert client.post(f"{link_to(office.applicant.email)}?next={page_named}").url == page("application_list")


def test_script_is_told_where_to_sign_in_anew(office, client):
    draft = make_draft(office)
    there, asked = page("application_detail", draft.public_id), reverse("still_signed_in")
    address = {
        there: f"{page('application_enter')}?next={there}",
        "/exempelvik/arenden/": "/konto/login/?next=/exempelvik/arenden/",
        "//ond.example/": "/konto/login/?next=/",
        "/finns/inte/alls/": "/konto/login/",
    }
    for place, expected in address.items():
        answer = client.get(asked, {"next": place})
        assert (answer.status_code, answer.json()["address"]) == (HTTPStatus.UNAUTHORIZED, expected)
    client.force_login(office.applicant)
    assert client.get(asked, {"next": there}).status_code == HTTPStatus.NO_CONTENT


def test_whoever_begins_a_draft_gets_a_letter_with_the_way_back(office, client):
    client.force_login(office.applicant)
    client.post(page("application_create"))
    draft = Application.objects.get()
    assert page("application_detail", draft.public_id) in letters(office.applicant.email)[-1].body
    assert "next=" in Client().get(page("application_detail", draft.public_id)).url


def test_chancellery_lets_a_successor_in_when_the_contact_leaves(office, client):
    """The owner of a case is changed in two steps, each with its trace; who goes is told, and opens nothing more."""
    case = make_submitted(office).application
    client.force_login(office.board.secretary)
    there = page("case_editors", case.public_id)
    refused = client.post(there, {"remove": office.applicant.public_id}, follow=True)
    assert "Någon måste kunna skriva" in refused.text
    client.post(there, {"email": NEW})
    assert case.editor_links.count() == 1
    successor = Client()
    successor.post(link_to(NEW), {"first_name": "Nora", "last_name": "Hage"})
    assert successor.get(page("application_detail", case.public_id)).status_code == HTTPStatus.OK
    client.post(there, {"remove": office.applicant.public_id})
    assert "har tagit bort dig" in letters(office.applicant.email)[-1].body
    former = Client()
    former.force_login(office.applicant)
    assert former.get(page("application_detail", case.public_id)).status_code == HTTPStatus.NOT_FOUND
    traces = list(case.events.order_by("pk").values_list("what", flat=True))[-3:]
    assert traces == [
        f"{NEW} är inbjuden att skriva i ärendet.",
        "Nora Hage sa ja till att skriva i ärendet.",
        "Linn Tallmo skriver inte längre i ärendet.",
    ]
    assert "Nora Hage" in client.get(page("case_detail", case.public_id)).text


def test_invited_auditor_does_not_write_before_she_has_said_yes(office, client):
    case = make_submitted(office).application
    client.force_login(office.board.secretary)
    client.post(page("case_editors", case.public_id), {"email": office.board.auditor.email})
    assert not case.editor_links.filter(person=office.board.auditor).exists()
