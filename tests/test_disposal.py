"""Gallring: what goes by a decision, what never goes, and that the chain of evidence is whole afterwards."""

import io
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from finsam.postgres.roles import as_owner
from funding.actions.disposing import dispose_of_case
from funding.actions.preparing import withdraw
from funding.models import Application, Event, Submission
from meetings.actions.accounts import propose_address
from meetings.actions.attaching import store_file
from meetings.actions.chaining import extend_chain
from meetings.actions.disposing import Order, dispose
from meetings.actions.planning import pass_meeting_to
from meetings.errors import RuleViolation
from meetings.models import (
    AccountChange,
    ChainLink,
    Disposal,
    Letter,
    Mandate,
    Person,
    ProtocolVersion,
    StoredFile,
    Summons,
)
from meetings.paper.storage import path_of
from meetings.reads.integrity import integrity
from meetings.reads.removal import whole
from tests.worlds.accounts import confirm
from tests.worlds.applications import Office, make_measure, make_office, make_submitted
from tests.worlds.boards import at, make_frozen, make_meeting, sign
from tests.worlds.letters import make_letter
from tests.worlds.once import made_once
from tests.worlds.processes import site_process, wait_until

DECISION = "§ 12, 2026-05-04"
commits = pytest.mark.django_db(transaction=True)


@made_once
def office() -> Office:
    return make_office()


@made_once
def case(office: Office) -> Application:
    """Withdrawn long ago."""
    application = make_submitted(office).application
    application.refresh_from_db()
    withdraw(application=application, reason="", by=office.applicant, at=at())
    return Application.objects.get(pk=application.pk)


@made_once
def version(office: Office) -> ProtocolVersion:
    return make_frozen(office.board)


def order(office: Office, **more: object) -> Order:
    given = {"decision": DECISION, "at": timezone.now(), "association": office.association}
    return Order(**given | {"by": office.board.secretary} | more)  # type: ignore[arg-type]


def run_command(*arguments: str, by: str = "karl.ostman@example.org") -> str:
    out = io.StringIO()
    call_command("dispose", *arguments, "--decision", DECISION, "--by", by, stdout=out)
    return out.getvalue()


def counted() -> dict[str, int]:
    models = (Application, Submission, Event, StoredFile, ChainLink, Disposal)
    return {model.__name__: model.objects.count() for model in models}


@commits
def test_case_goes_whole_and_the_chain_is_whole(office: Office, case: Application) -> None:
    file = case.submissions.get().file.sha256
    other = store_file(data=b"annat", media_type="text/plain", at=at())
    said = run_command("case", "exempelvik", case.registry_number, "--execute", "--yes")
    assert "1  inskickade versioner" in said
    assert "Gallrat. Beslut: § 12, 2026-05-04." in said
    assert not Application.objects.exists()
    assert not Application.history.exists()
    assert not Event.objects.exists()
    assert not path_of(file).exists()
    assert path_of(other.sha256).exists()
    done = Disposal.objects.get()
    assert (done.what, done.decision, done.by) == (
        f"Ärende {case.registry_number}",
        DECISION,
        office.board.secretary,
    )
    assert done.files == [file]
    assert done.counts["funding_submission"] == 1
    link = ChainLink.objects.filter(table="funding_submission").latest("pk")
    assert (link.decision, len(link.content)) == (DECISION, 64)
    extend_chain()
    assert integrity().faults == []


@commits
def test_command_shows_what_goes_and_takes_nothing_until_it_is_told(case: Application) -> None:
    before = counted()
    said = run_command("case", "exempelvik", case.registry_number)
    assert "1  ansökningar om medel" in said
    assert "historik: ansökningar om medel" in said
    assert "1  filer" in said
    assert said.endswith("Ingenting är borttaget. Lägg till --execute för att gallra.\n")
    assert counted() == before


@commits
def test_one_more_question_is_asked(case: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    for answer, gone in (("nej", False), ("GALLRA", True)):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))
        if not gone:
            with pytest.raises(CommandError, match="Ingenting är borttaget"):
                run_command("case", "exempelvik", case.registry_number, "--execute")
        else:
            run_command("case", "exempelvik", case.registry_number, "--execute")
        assert Application.objects.exists() is not gone


@pytest.mark.django_db
def test_site_cannot_dispose_of_anything(office: Office, case: Application) -> None:
    before = counted()
    with pytest.raises(RuleViolation, match="av den som äger databasen"), transaction.atomic():
        dispose_of_case(case=case, order=order(office))
    assert counted() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["case", "exempelvik", "9999-1"], "finns inte i exempelvik"),
        (["contact_details", "ingen@example.org"], "ingen person med adressen"),
        (["files"], "Det finns inget att gallra"),
    ],
)
@commits
def test_command_says_what_is_not_there(office: Office, arguments: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run_command(*arguments)


@commits
def test_case_that_was_granted_or_is_open_or_ended_lately_is_kept(office: Office, case: Application) -> None:
    number = case.registry_number
    with pytest.raises(CommandError, match="mindre än två år sedan"), as_owner():
        dispose_of_case_at(case, office, at() + timedelta(days=729))
    open_case = make_submitted(office, name="En till").application
    open_case.refresh_from_db()
    with pytest.raises(CommandError, match="inte avslutat: inkommen"):
        run_command("case", "exempelvik", open_case.registry_number)
    make_measure(office, application=case)
    with pytest.raises(CommandError, match="Beviljade ansökningar bevaras"):
        run_command("case", "exempelvik", number, "--execute", "--yes")
    assert Application.objects.count() == 2


def dispose_of_case_at(case: Application, office: Office, moment: object) -> None:
    try:
        dispose_of_case(case=case, order=order(office, at=moment))
    except RuleViolation as violation:
        raise CommandError(violation.sentence) from violation


@commits
def test_protocol_is_preserved_whoever_decides(office: Office, version: ProtocolVersion) -> None:
    sign(version, office.board.secretary)
    with as_owner(), pytest.raises(RuleViolation, match="bevaras och gallras aldrig"):
        dispose(
            kind=Disposal.Kind.CASE,
            what="Ett protokoll",
            find=lambda: whole(version.protocol),
            order=order(office),
        )
    assert ProtocolVersion.objects.exists()


@pytest.mark.django_db
def test_order_has_a_decision_and_comes_from_the_chancellery(office: Office, case: Application) -> None:
    for given, said in (
        ({"decision": " "}, "Skriv vilket beslut"),
        ({"by": office.board.chair}, "förbundets kansli"),
        ({"association": None}, "förbundets kansli"),
    ):
        with pytest.raises(RuleViolation, match=said):
            dispose_of_case(case=case, order=order(office, **given))


@commits
def test_killed_half_way_leaves_everything(case: Application, tmp_path: Path) -> None:
    """It waits for the case's own row, when other rows are gone and guards are down, and is killed there."""
    before = counted()
    database = connection.settings_dict | settings.DATABASE_OWNER
    place = f"{database['USER']}@/{database['HOST']}/{database['NAME']}"
    arguments = ["dispose", "case", "exempelvik", case.registry_number, "--execute", "--yes"]
    with transaction.atomic():
        Application.objects.select_for_update().get(pk=case.pk)
        process = site_process(
            tmp_path / "log",
            *("manage.py", *arguments, "--decision", DECISION, "--by", "karl.ostman@example.org"),
            DATABASE_OWNER_URL=f"postgres://{place}",
        )
        wait_until(lambda: waits_for_a_row() or process.poll() is not None)
        assert process.poll() is None, (tmp_path / "log").read_text()
        process.send_signal(signal.SIGKILL)
        process.wait()
    wait_until(lambda: not owner_is_connected())
    assert counted() == before
    assert guards_are_up()
    extend_chain()
    assert integrity().faults == []
    run_command(*arguments[1:])
    assert not Application.objects.exists()


def waits_for_a_row() -> bool:
    return bool(value("SELECT count(*) FROM pg_locks WHERE NOT granted"))


def owner_is_connected() -> bool:
    of_owner = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = %s"
    return bool(value(of_owner, settings.DATABASE_OWNER["USER"]))


def value(query: str, *parameters: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchone()[0]


def guards_are_up() -> bool:
    return value("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'") == 0


@commits
def test_files_of_a_gallring_that_was_stopped_go_with_the_next(office: Office, case: Application) -> None:
    file = case.submissions.get().file.sha256
    kept = path_of(file).read_bytes()
    run_command("case", "exempelvik", case.registry_number, "--execute", "--yes")
    path_of(file).write_bytes(kept)  # as when the process ends between the database and the disk
    keeper = Person.objects.create_superuser("driften@example.org", first_name="Driften", last_name="Drift")
    lone = store_file(data=b"ingen vill ha den", media_type="text/plain", at=at())
    run_command("files", "--execute", "--yes", by=keeper.email)
    assert not path_of(file).exists()
    assert not path_of(lone.sha256).exists()
    extend_chain()
    assert integrity().faults == []


@commits
def test_earlier_addresses_of_a_person_go_and_the_present_stays(office: Office) -> None:
    chair = office.board.chair
    old = chair.email
    letter = make_letter(office.association, to=old, job="succeeded")
    Letter.objects.filter(pk=letter.pk).update(sending_at=letter.written_at, sent_at=letter.written_at)
    propose_address(person=chair, email="astrid@ny.example.org", by=chair, at=at())
    confirm(old, at=at(hour=13))
    confirm("astrid@ny.example.org", at=at(hour=13))
    run_command("contact_details", "astrid@ny.example.org", "--execute", "--yes")
    assert not Person.history.filter(id=chair.pk, email=old).exists()
    assert not AccountChange.objects.filter(person=chair).exists()
    assert not Letter.objects.filter(pk=letter.pk).exists()
    assert Person.objects.get(pk=chair.pk).email == "astrid@ny.example.org"
    extend_chain()
    assert integrity().faults == []
    with pytest.raises(CommandError, match="uppdrag eller en roll"):
        run_command("contact_details", "astrid@ny.example.org", "--account")


@commits
def test_account_of_who_has_left_is_emptied_and_the_name_stays(office: Office) -> None:
    chair, board = office.board.chair, office.board
    for held in (board.body.mandates, board.body.offices):
        held.filter(person=chair).update(last_day=at().date())
    old = chair.email
    run_command("contact_details", old, "--account", "--execute", "--yes")
    left = Person.objects.get(pk=chair.pk)
    assert (left.name, left.is_active, left.has_usable_password()) == (chair.name, False, False)
    assert left.email.endswith("@gallrad.invalid")
    assert {*Person.history.filter(id=chair.pk).values_list("email", flat=True)} == {left.email}
    assert guards_are_up()


@commits
def test_account_that_has_a_protocol_to_sign_is_kept(office: Office, version: ProtocolVersion) -> None:
    with pytest.raises(CommandError, match="som inte är justerat"):
        run_command("contact_details", office.board.chair.email)


@commits
def test_what_was_posted_goes_with_where_somebody_lived(office: Office) -> None:
    """One without an e-mail address is named by the number in the register's addresses."""
    board = office.board
    person = Person.objects.create(
        first_name="Alma", last_name="Berg", password="!", by_post=True, postal_address="Alvägen 3"
    )
    person.associations.add(board.association)
    day = timezone.localdate() + timedelta(days=9)
    mandate = Mandate.objects.filter(person=board.deputy)
    mandate.update(person=person)
    meeting = make_meeting(board, day=day)
    pass_meeting_to(meeting=meeting, state="summoned", by=board.secretary, at=timezone.now())
    file = Summons.objects.get(person=person).file
    with pytest.raises(CommandError, match="uppdrag eller en roll"):
        run_command("contact_details", person.public_id, "--account")
    Mandate.objects.filter(person=person).update(last_day=timezone.localdate() - timedelta(days=1))
    assert "kallelser" not in run_command("contact_details", person.public_id)
    run_command("contact_details", person.public_id, "--account", "--execute", "--yes")
    left = Person.objects.get(pk=person.pk)
    assert (left.name, left.postal_address, left.by_post) == (person.name, "", False)
    assert not Summons.objects.filter(person=person).exists()
    assert not path_of(file.sha256).exists()
    assert Summons.objects.filter(meeting=meeting).exists()
    extend_chain()
    assert integrity().faults == []
