"""A new address, a lost second factor, an unknown account: who confirms, what it opens, and who is told."""

from datetime import date, datetime, timedelta
from http import HTTPStatus

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from meetings.actions.accounts import (
    end_change,
    propose_address,
    refuse_by_letter,
    vouch,
)
from meetings.actions.changing import request_change
from meetings.actions.own_details import rename
from meetings.actions.registering import add_person
from meetings.actions.signing_on_paper import register_paper_verification
from meetings.documents.protocol import render_for_paper
from meetings.errors import RuleViolation
from meetings.models import AccountChange, ChangeAnswer, Office, Person, ProtocolVersion, Signature
from meetings.paper.storage import stored_bytes
from meetings.reads.accounts import asked_by
from tests.worlds.accounts import confirm, link_to
from tests.worlds.boards import ELECTED, Board, at, make_board, sign
from tests.worlds.letters import letters
from tests.worlds.verification_pages import address, page, press_sign

pytestmark = pytest.mark.django_db

NEW = "astrid@ny.example.org"


def proposed(board: Board, email: str = NEW) -> AccountChange:
    return propose_address(person=board.chair, email=email, by=board.secretary, at=at(hour=9))


def vouched(board: Board, by: Person | None = None, moment: datetime | None = None) -> AccountChange:
    """The old address is dead; the new one has confirmed, and the auditor has."""
    change = proposed(board)
    confirm(NEW, at=at(hour=9))
    return vouch(change=change, how="Ringde henne.", by=by or board.auditor, at=moment or at(hour=10))


def address_of(person: Person) -> str:
    return Person.objects.get(pk=person.pk).email


def test_proposal_changes_nothing_and_asks_both_addresses(board: Board) -> None:
    old = board.chair.email
    proposed(board)
    assert address_of(board.chair) == old
    assert {letter.to for letter in letters()} == {old, NEW}
    assert all("Karl Ostman har föreslagit" in letter.body for letter in letters())
    assert "säg nej på samma sida" in letters(old)[0].body
    assert "säg nej" not in letters(NEW)[0].body


@pytest.mark.parametrize("first", ["old", "new"])
def test_change_confirmed_from_both_addresses_is_valid_at_once(
    board: Board, version: ProtocolVersion, first: str
) -> None:
    old = board.chair.email
    change = proposed(board)
    one, other = (old, NEW) if first == "old" else (NEW, old)
    confirm(one, at=at(hour=10))
    assert address_of(board.chair) == old
    confirm(other, at=at(hour=11))
    change.refresh_from_db()
    assert (address_of(board.chair), change.valid_at, change.signs_from) == (NEW, at(hour=11), None)
    assert {one.to for one in letters() if "har fått en ny e-postadress" in one.subject} == {old, NEW}
    sign(version, board.secretary)
    sign(version, board.chair)
    assert Signature.objects.count() == 2


def test_third_person_confirms_where_the_old_address_is_dead_and_everybody_is_told(board: Board) -> None:
    old = board.chair.email
    change = vouched(board)
    assert address_of(board.chair) == NEW
    assert (change.vouched_by, change.how) == (board.auditor, "Ringde henne.")
    assert change.signs_from == at(hour=10) + timedelta(hours=72)
    told = [one for one in letters() if "har fått en ny e-postadress" in one.subject]
    assert {old, NEW, board.verifier.email} <= {one.to for one in told}  # the verifier is vice chair
    assert all("Bekräftad av: Ulf Revinge\nHur: Ringde henne." in one.body for one in told)
    assert all("tidigast den 2 juni 2024 kl. 10.00" in one.body.replace("\xa0", " ") for one in told)


def test_signing_waits_72_hours_and_says_so(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    vouched(board)
    with pytest.raises(RuleViolation, match=r"tidigast den 2 juni 2024 kl. 10.00"):
        sign(version, board.chair, moment=at(hour=10) + timedelta(hours=71, minutes=59))
    sign(version, board.chair, moment=at(hour=10) + timedelta(hours=72))
    assert Signature.objects.count() == 2


def test_paper_goes_on_while_signing_waits(board: Board, version: ProtocolVersion) -> None:
    vouched(board)
    scan = render_for_paper(version.snapshot, files=stored_bytes).pdf
    signed = {row: at().date() for row in version.signatories.all() if not row.role.startswith("deputy")}
    verified = register_paper_verification(
        version=version, signed=signed, scan=scan, by=board.secretary, at=at(hour=12)
    )
    assert verified.method == "paper"
    assert board.chair in {one.signatory.person for one in Signature.objects.all()}


def test_reading_and_answering_go_on_while_signing_waits(
    client: Client, board: Board, version: ProtocolVersion, settings
) -> None:
    """The chair reads, and answers what another asked for; only signing is not there."""
    settings.SIGNING_WAIT_HOURS = 24 * 365 * 20  # it waits on the clock's today too
    long_ago = at(date(2000, 1, 1))
    board.association.roles.create(person=board.member, kind="auditor", given_at=long_ago)
    vouched(board, by=board.member)
    chair = Person.objects.get(pk=board.chair.pk)
    assert "tidigast den 25 maj 2044" in page(client, chair, address(version)).replace("\xa0", " ")
    assert "<h2" in page(client, chair, address(version, "protocol_verify_all"))
    assert press_sign(client, version, chair).status_code == HTTPStatus.OK
    assert not Signature.objects.exists()
    asked = request_change(version=version, by=board.verifier, at=at(hour=11), reason="Yrkandet saknas.")
    answer = client.post(
        address(version, "request_answer", asked.public_id), {"outcome": "kept", "text": "Det fanns inget."}
    )
    assert answer.status_code == HTTPStatus.FOUND
    assert ChangeAnswer.objects.get(request=asked).person == chair


def test_waiting_time_is_a_setting(board: Board, settings) -> None:
    settings.SIGNING_WAIT_HOURS = 24
    assert vouched(board).signs_from == at(hour=10) + timedelta(hours=24)


@pytest.mark.parametrize("who", ["secretary", "chair", "member", "outsider"])
def test_nobody_else_confirms_for_another(board: Board, who: str) -> None:
    change = proposed(board)
    confirm(NEW, at=at(hour=9))
    other = make_board(slug="granby", suffix=".granby")
    by = other.secretary if who == "outsider" else getattr(board, who)
    with pytest.raises(RuleViolation, match=r"Någon annan ska bekräfta|hör också till ett annat"):
        vouch(change=change, how="Ringde henne.", by=by, at=at(hour=10))
    assert address_of(board.chair) != NEW


@pytest.mark.parametrize("who", ["manager", "auditor", "verifier"])
def test_another_officer_an_auditor_and_the_vice_chair_confirm(board: Board, who: str) -> None:
    assert vouched(board, by=getattr(board, who)).valid_at == at(hour=10)


def test_officer_of_former_days_confirms_nothing(board: Board) -> None:
    Office.objects.filter(person=board.verifier).update(last_day=at().date() - timedelta(days=1))
    with pytest.raises(RuleViolation, match="leder inte styrelsen"):
        vouched(board, by=board.verifier)


def test_account_made_up_for_the_purpose_confirms_nothing(board: Board) -> None:
    change = proposed(board)
    confirm(NEW, at=at(hour=9))
    puppet = add_auditor(board, "ulf.ny@example.org")
    with pytest.raises(RuleViolation, match="togs i bruk efter"):
        vouch(change=change, how="Ringde henne.", by=puppet, at=at(hour=11))


def add_auditor(board: Board, email: str) -> Person:
    person = add_person(
        association=board.association,
        email=email,
        first_name="Ulf",
        last_name="Ny",
        by=board.secretary,
        at=at(hour=10),
    )
    board.association.roles.create(person=person, kind="auditor")
    Person.objects.filter(pk=person.pk).update(last_login=at(hour=10))
    person.refresh_from_db()
    return person


def test_new_address_confirms_before_a_third_person_can(board: Board) -> None:
    change = proposed(board)
    with pytest.raises(RuleViolation, match="ska bekräfta först"):
        vouch(change=change, how="Ringde henne.", by=board.auditor, at=at(hour=10))
    confirm(NEW, at=at(hour=9))
    with pytest.raises(RuleViolation, match="Skriv hur"):
        vouch(change=change, how="  ", by=board.auditor, at=at(hour=10))


def test_those_who_can_confirm_are_asked_when_the_new_address_has(board: Board) -> None:
    proposed(board)
    confirm(NEW, at=at(hour=9))
    asked = {one.to for one in letters() if one.subject.startswith("Kan du bekräfta")}
    assert asked == {board.manager.email, board.auditor.email, board.verifier.email}


def test_old_address_says_no_before_it_is_valid(board: Board) -> None:
    old = board.chair.email
    change = proposed(board)
    token = link_to(old)
    refuse_by_letter(token=token, at=at(hour=10))
    change.refresh_from_db()
    assert (change.ended_at, change.ended_by) == (at(hour=10), None)
    with pytest.raises(RuleViolation, match="väntar inte längre"):
        confirm(NEW, at=at(hour=11))
    assert address_of(board.chair) == old


def test_old_address_takes_the_account_back_while_signing_waits(board: Board) -> None:
    old = board.chair.email
    vouched(board)
    Authenticator.objects.create(user=board.chair, type="totp", data={})
    Authenticator.objects.filter(user=board.chair).update(created_at=at(hour=12))
    refuse_by_letter(token=link_to(old), at=at(hour=13))
    again = Person.objects.get(pk=board.chair.pk)
    assert (again.email, again.has_usable_password()) == (old, False)
    assert not Authenticator.objects.filter(user=board.chair).exists()
    assert [one.to for one in letters() if "är stoppad" in one.subject][:2] == [old, NEW]


def test_old_address_cannot_take_it_back_when_the_waiting_time_has_passed(board: Board) -> None:
    old = board.chair.email
    change = vouched(board)
    token = link_to(old)
    with pytest.raises(RuleViolation, match="går inte längre att stoppa"):
        refuse_by_letter(token=token, at=change.signs_from)
    assert address_of(board.chair) == NEW


def test_new_address_cannot_say_no_for_the_old(board: Board) -> None:
    proposed(board)
    with pytest.raises(RuleViolation, match="går inte längre att stoppa"):
        refuse_by_letter(token=link_to(NEW), at=at(hour=10))


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("henrik.brolin@example.org", "finns redan en person"),
        ("HENRIK.BROLIN@example.org", "finns redan en person"),
        ("Astrid.Norling@example.org", "gäller nu"),
        ("astrid@ny", "ingen e-postadress"),
        ("astrid@n\u0443.example.org", "går att förväxla"),
    ],
)
def test_address_that_is_taken_or_looks_like_another_is_refused(
    board: Board, email: str, sentence: str
) -> None:
    with pytest.raises(RuleViolation, match=sentence):
        proposed(board, email)


def test_new_proposal_ends_the_one_before(board: Board) -> None:
    first, second = proposed(board), proposed(board, "annan@example.org")
    first.refresh_from_db()
    assert (first.ended_by, second.ended_at) == (board.secretary, None)
    with pytest.raises(RuleViolation, match="inte att avbryta"):
        end_change(change=second, by=board.manager, at=at(hour=10))
    end_change(change=second, by=board.chair, at=at(hour=10))


def test_link_works_for_two_weeks(board: Board) -> None:
    proposed(board)
    token = link_to(NEW)
    assert asked_by(token, at=at(hour=8) + timedelta(days=14))
    assert asked_by(token, at=at(hour=9) + timedelta(days=14)) is None
    assert asked_by("something", at=at()) is None


def test_address_of_somebody_who_belongs_elsewhere_takes_both_addresses(board: Board) -> None:
    other = make_board(slug="granby", suffix=".granby")
    other.association.roles.create(person=board.chair, kind="auditor")
    with pytest.raises(RuleViolation, match="hör också till ett annat förbund"):
        vouched(board)
    who_runs_the_site = Person.objects.create_superuser(
        "drift@example.org", "hemligt-123", first_name="D", last_name="A", in_use_since=at(ELECTED)
    )
    change = AccountChange.objects.get()
    vouch(change=change, how="Ringde henne.", by=who_runs_the_site, at=at(hour=11))
    assert address_of(board.chair) == NEW


def test_person_changes_their_own_name(board: Board) -> None:
    rename(person=board.chair, first_name="Astrid", last_name="Norling Ek", by=board.chair, at=at())
    again = Person.objects.get(pk=board.chair.pk)
    assert again.name == "Astrid Norling Ek"
    assert again.history.first().history_user == board.chair
