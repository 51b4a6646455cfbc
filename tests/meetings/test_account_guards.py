"""What the database refuses of accounts, whichever door it is tried at, and what a signature asks of one."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from meetings.actions.signing import HowSigned, sign_protocol
from meetings.errors import RuleViolation
from meetings.models import AccountChange, Person, ProtocolVersion, Signature
from tests.worlds.boards import ELECTED, Board, at, make_frozen, sign

pytestmark = pytest.mark.django_db

NEW = "nytt@example.org"


def change(board: Board, **values: object) -> AccountChange:
    proposed = {
        "person": board.chair,
        "kind": AccountChange.Kind.ADDRESS,
        "old_email": board.chair.email,
        "new_email": NEW,
        "proposed_by": board.secretary,
        "proposed_at": at(),
    }
    return AccountChange.objects.create(**proposed | values)


def vouched(board: Board, **values: object) -> dict[str, object]:
    by = {"vouched_by": board.manager, "vouched_at": at(hour=13), "how": "Ringde henne."}
    done = {"new_confirmed_at": at(hour=13), "valid_at": at(hour=13), "signs_from": at(hour=13)}
    return by | done | values


def signed_past_the_rule(version: ProtocolVersion, person: Person, *, at: datetime) -> Signature:
    """A password's signature, written without asking what the action asks."""
    signatory = version.signatories.get(person=person)
    return Signature.objects.create(
        signatory=signatory, at=at, method="password", level=1, sha256=version.sha256
    )


def test_address_is_changed_only_by_a_confirmed_change(board: Board) -> None:
    with pytest.raises(DatabaseError, match="bekräftad kontoändring"), transaction.atomic():
        Person.objects.filter(pk=board.chair.pk).update(email=NEW)
    change(board, **vouched(board))
    board.chair.email = NEW
    board.chair.save()
    with pytest.raises(DatabaseError, match="bekräftad kontoändring"), transaction.atomic():
        Person.objects.filter(pk=board.chair.pk).update(email="annan@example.org")


@pytest.mark.parametrize(
    "values",
    [
        {"vouched_by": "person"},
        {"vouched_by": "proposer"},
        {"how": ""},
        {"vouched_by": None, "vouched_at": None, "how": "", "signs_from": None},
        {"new_confirmed_at": None},
        {"signs_from": None},
        {"old_email": ""},
        {"old_email": NEW},
    ],
)
def test_change_without_its_confirmations_is_never_valid(board: Board, values: dict[str, object]) -> None:
    who = {"person": board.chair, "proposer": board.secretary}
    given = {key: who.get(value, value) for key, value in values.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        change(board, **vouched(board, **given))
    assert change(board, **vouched(board))


def test_what_is_said_of_a_change_stays(board: Board) -> None:
    made = change(board, **vouched(board))
    for field, value in (("how", "Gissade."), ("signs_from", at()), ("vouched_by", board.auditor)):
        with pytest.raises(DatabaseError, match="ändras inte"), transaction.atomic():
            AccountChange.objects.filter(pk=made.pk).update(**{field: value})
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()
    AccountChange.objects.filter(pk=made.pk).update(ended_at=at(hour=14))


def test_first_use_of_an_account_is_never_moved(board: Board) -> None:
    person = Person.objects.create(email=NEW, first_name="Ny", last_name="Person")
    assert person.in_use_since is None
    Person.objects.filter(pk=person.pk).update(last_login=at())
    Person.objects.filter(pk=person.pk).update(in_use_since=at(ELECTED), last_login=at(hour=15))
    person.refresh_from_db()
    assert person.in_use_since == at()


def test_signature_waits_after_a_change_that_the_old_address_did_not_confirm(
    board: Board, version: ProtocolVersion
) -> None:
    sign(version, board.secretary)
    change(board, **vouched(board, valid_at=at(hour=15), signs_from=at(hour=15) + timedelta(hours=72)))
    with pytest.raises(RuleViolation, match="ändrades den 30 maj 2024"):
        sign(version, board.chair)
    assert Signature.objects.count() == 1
    with pytest.raises(DatabaseError, match="väntar efter en ändring"), transaction.atomic():
        signed_past_the_rule(version, board.chair, at=at(hour=16))
    older = HowSigned("Passnyckel", means_since=at(hour=14))
    sign_protocol(version=version, by=board.chair, at=at(hour=16), how=older)
    assert Signature.objects.count() == 2


def test_signature_is_made_when_the_waiting_time_has_passed(board: Board, version: ProtocolVersion) -> None:
    sign(version, board.secretary)
    change(board, **vouched(board, valid_at=at(hour=13), signs_from=at(hour=16)))
    sign(version, board.chair, moment=at(hour=16))
    assert Signature.objects.count() == 2


def test_account_first_used_after_the_meeting_signs_when_a_third_person_has_confirmed_it(
    board: Board,
) -> None:
    newcomer = Person.objects.create(email=NEW, first_name="Astrid", last_name="Norling")
    Person.objects.filter(pk=newcomer.pk).update(last_login=at(hour=15))
    board.chair = newcomer
    board.body.mandates.filter(seat=board.seats["RVN"], kind="member").update(person=newcomer)
    board.body.offices.filter(kind="chair").update(person=newcomer)
    version = make_frozen(board)
    sign(version, board.secretary)
    with pytest.raises(RuleViolation, match="efter att sammanträdet öppnades"):
        sign(version, newcomer)
    with pytest.raises(DatabaseError, match="inte bekräftat"), transaction.atomic():
        signed_past_the_rule(version, newcomer, at=at(hour=16))
    kind = {"kind": AccountChange.Kind.ACCOUNT, "old_email": "", "person": newcomer}
    change(board, **kind, **vouched(board, signs_from=None, new_confirmed_at=None))
    sign(version, newcomer)
    assert Signature.objects.count() == 2
