"""Where each table stands among the kinds of meetings/models/guards.py, and that the database holds it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, ProgrammingError, connection, models, transaction
from psycopg.sql import SQL, Identifier

from meetings.models import Decision, ProtocolVersion
from meetings.models.guards import Guard
from tests.worlds.boards import at, make_board, make_ready
from tests.worlds.forging import past_the_guards

# The office changes these as the association changes; their history is evidence.
REGISTERS = """
    meetings.Association meetings.Party meetings.Role meetings.RegistryYear meetings.Body meetings.BodyYear
    meetings.StandardItem meetings.MatterToReport meetings.Phrase meetings.Seat meetings.Mandate meetings.Office
    meetings.Person meetings.RaisedItem meetings.RaisedFile
    meetings.Withholding meetings.Assignment meetings.FeeRule meetings.FeePayee meetings.FeeClaim
    funding.Programme funding.Call funding.Criterion funding.UnitHead
    funding.Budget funding.Income funding.Purpose funding.Frame funding.Accounts
"""
# Written until something is made of them that is evidence: what was sent, decided, signed.
DRAFTS = """
    funding.Application funding.Applicant funding.Activity funding.CriterionAnswer funding.Paper funding.PlanYear
    funding.CostRow funding.CostAmount funding.Memo funding.MemoAmount funding.Score
"""
# How the site is laid out, who gets in and what is under way; nobody asks afterwards how it was.
SETTINGS = """
    meetings.DocumentRow meetings.Person_associations meetings.Person_groups meetings.Person_user_permissions
    funding.Editor funding.Link funding.UnsentText meetings.Writer meetings.SealKey meetings.Session
    meetings.DailyMail meetings.HeldLetter meetings.Reply meetings.DeputyCall meetings.ReplyLink
    meetings.CalendarFeed meetings.ReadAgenda meetings.DeclaredRecusal meetings.GuestAddress meetings.GuestLink
    meetings.RaisedLink meetings.OwnNote meetings.AskedDispatch
"""
UNGUARDED = {*REGISTERS.split(), *DRAFTS.split(), *SETTINGS.split()}

OWN_MODELS = [
    model
    for config in apps.get_app_configs()
    if settings.BASE_DIR in (folder := Path(config.path)).parents and ".venv" not in folder.parts
    for model in config.get_models(include_auto_created=True)
    if not model._meta.proxy
]


# What an address, a letter or another row knows a row by, and what it is part of.
IDENTITY = """
    public_id association_id application_id measure_id report_id budget_id memo_id meeting_id body_id next_number
""".split()
MAY_BE_EXCHANGED = {
    # The register lets a seat move until it is held; a mandate and an office follow their seat and their body.
    ("meetings.Seat", "body_id"),
    ("meetings.Mandate", "body_id"),
    ("meetings.Office", "body_id"),
    # What is raised for a meeting that is cancelled is moved to another of the same body.
    ("meetings.RaisedItem", "meeting_id"),
    # A browser has an address in «Inloggningar» from when somebody signs in there.
    ("meetings.Session", "public_id"),
}


def guards_of(model: type[models.Model]) -> set[str]:
    return {trigger.name for trigger in getattr(model._meta, "triggers", [])}


GUARDED = [model for model in OWN_MODELS if "never_emptied" in guards_of(model)]
EVIDENCE = [model for model in GUARDED if "only_added" in guards_of(model)]
KEPT = [*EVIDENCE, *(model for model in GUARDED if "never_deleted" in guards_of(model))]


@pytest.fixture
def owner(db: None) -> Iterator[psycopg.Connection]:
    """A connection of the owner's; nothing that is done in it stays."""
    sign_in = {key.lower(): value for key, value in settings.DATABASE_OWNER.items()}
    of_owner = psycopg.connect(**connection.get_connection_params() | sign_in)  # type: ignore[attr-defined]
    yield of_owner
    of_owner.rollback()
    of_owner.close()


def refused(of: psycopg.Connection, statement: str) -> bool:
    """By a guard, not for want of a right."""
    try:
        with of.transaction():
            of.execute(statement)
    except psycopg.errors.RaiseException:
        return True
    return False


def test_every_model_is_placed():
    """A new model: Meta.triggers of meetings/models/guards.py if it is evidence or becomes fixed, else a line above."""
    unplaced = {model._meta.label for model in OWN_MODELS if model not in GUARDED} ^ UNGUARDED
    assert unplaced == set(), (
        "Give Meta.triggers a kind of meetings/models/guards.py, or name it in this file."
    )


def test_every_history_is_evidence():
    """`History` of meetings/models/history.py, never simple-history's own HistoricalRecords."""
    histories = [
        model for model in OWN_MODELS if hasattr(model, "history_id") or hasattr(model, "m2m_history_id")
    ]
    assert len(histories) > 40
    assert [model for model in histories if model not in EVIDENCE] == []


def test_every_trigger_is_one_of_ours():
    """`Guard`, for pgtrigger's own give way to any session that sets pgtrigger.ignore."""
    of_others = [
        (model._meta.label, trigger.name)
        for model in OWN_MODELS
        for trigger in getattr(model._meta, "triggers", [])
        if not isinstance(trigger, Guard)
    ]
    assert of_others == []


@pytest.mark.django_db
def test_no_function_of_the_database_gives_way_to_a_setting():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosrc ~* 'ignore'"
            " AND proname LIKE ANY (ARRAY['%pgtrigger%', 'meetings%', 'funding%'])"
        )
        assert cursor.fetchall() == []


def test_no_guarded_table_is_emptied(owner: psycopg.Connection):
    emptied = [
        model._meta.label
        for model in GUARDED
        if not refused(owner, f"TRUNCATE {model._meta.db_table} CASCADE")
    ]
    assert emptied == []


def values_of(model: type[models.Model]) -> dict[str, object]:
    """A row that fits the types of the table's columns."""
    of_kind = {
        models.BooleanField: True,
        models.DateField: "2024-06-01",
        models.DateTimeField: "2024-06-01T12:00:00Z",
        models.TimeField: "12:00",
        models.JSONField: {},
        models.GenericIPAddressField: "127.0.0.1",
        ArrayField: [],
    }
    row: dict[str, object] = {}
    for field in model._meta.concrete_fields:
        kind = getattr(field, "target_field", field)
        is_text = isinstance(kind, models.CharField | models.TextField)
        row[field.column] = "a" if is_text else of_kind.get(type(kind), 1)
    return row


def add_a_row_to_each(owner: psycopg.Connection, of: Sequence[type[models.Model]] = KEPT) -> None:
    """Of what is kept; no trigger, foreign key or check says anything of its content."""
    owner.execute("SET LOCAL session_replication_role = replica")
    checks = owner.execute(
        "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint"
        " WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conrelid <> 0"
    )
    for (statement,) in checks.fetchall():
        owner.execute(statement)
    for model in of:
        statement = "INSERT INTO {0} SELECT * FROM jsonb_populate_record(NULL::{0}, %s)"
        owner.execute(statement.format(model._meta.db_table), [json.dumps(values_of(model))])
    owner.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize("role", [settings.DATABASE_OWNER["USER"], settings.DATABASE_SITE_ROLE])
def test_no_row_of_evidence_is_changed_or_deleted(owner: psycopg.Connection, role: str):
    """Whoever asks, and whatever the session has set."""
    add_a_row_to_each(owner)
    owner.execute(SQL("SET LOCAL ROLE {}").format(Identifier(role)))
    owner.execute(
        "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true)"
        " FROM pg_trigger WHERE NOT tgisinternal"
    )
    changed = [model._meta.label for model in EVIDENCE if not refused(owner, update(model))]
    deleted = [model._meta.label for model in KEPT if not refused(owner, delete(model))]
    assert (changed, deleted) == ([], [])


def update(model: type[models.Model]) -> str:
    return "UPDATE {0} SET {1} = {1}".format(model._meta.db_table, model._meta.pk.column)  # noqa: S608, UP032


def delete(model: type[models.Model]) -> str:
    return f"DELETE FROM {model._meta.db_table}"  # noqa: S608


def test_no_row_becomes_another_or_moves_to_another_association(owner: psycopg.Connection):
    """A column that is named here stays in every table, drafts and registers too, and it is the guard that says so."""
    changing = [model for model in OWN_MODELS if model not in EVIDENCE]
    add_a_row_to_each(owner, changing)
    owner.execute(SQL("SET LOCAL ROLE {}").format(Identifier(settings.DATABASE_SITE_ROLE)))
    named = [
        (model, field)
        for model in changing
        for field in model._meta.concrete_fields
        if field.column in IDENTITY
        and not field.primary_key
        # A table of pairs is written by adding and deleting them.
        and not model._meta.auto_created
    ]
    assert len(named) > 60
    changed = {
        (model._meta.label, field.column)
        for model, field in named
        if not refused(owner, f"UPDATE {model._meta.db_table} SET {field.column} = {OTHER[field.column]}")  # noqa: S608
    }
    assert changed == MAY_BE_EXCHANGED


OTHER = dict.fromkeys(IDENTITY, "2") | {"public_id": "'other'", "next_number": "0"}


def test_number_of_a_case_and_of_a_measure_is_given_once(owner: psycopg.Connection):
    for label, column, empty, other in [
        ("funding.Application", "registry_number", "''", "'2'"),
        ("funding.Measure", "application_id", "NULL", "2"),
    ]:
        table = apps.get_model(label)._meta.db_table
        add_a_row_to_each(owner, [apps.get_model(label)])
        assert refused(owner, f"UPDATE {table} SET {column} = {other}")  # noqa: S608
        assert refused(owner, f"UPDATE {table} SET {column} = {empty}")  # noqa: S608


@pytest.mark.django_db
def test_a_table_of_the_session_does_not_stand_in_for_ours():
    """A guard reads the site's own table, also where a temporary one has its name."""
    board = make_board()
    protocol = make_ready(board)
    with past_the_guards():
        ProtocolVersion.objects.create(
            protocol=protocol,
            number=1,
            snapshot={},
            sha256="",
            file_id=1,
            frozen_at=at(),
            frozen_by=board.chair,
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE meetings_protocolversion ON COMMIT DROP AS SELECT 1 AS id, 1 AS number"
        )
    with pytest.raises(DatabaseError, match="fryst"), transaction.atomic():
        Decision.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE pg_temp.meetings_protocolversion")


OF_THE_OWNER_ALONE = """
    SET ROLE {owner}
    SET SESSION AUTHORIZATION {owner}
    GRANT {owner} TO CURRENT_USER
    ALTER ROLE CURRENT_USER SUPERUSER
    ALTER ROLE CURRENT_USER SET session_replication_role = replica
    SET session_replication_role = replica
    ALTER TABLE meetings_signature DISABLE TRIGGER ALL
    ALTER TABLE meetings_signature RENAME TO gone
    ALTER TABLE meetings_signature OWNER TO CURRENT_USER
    CREATE RULE r AS ON INSERT TO meetings_signature DO INSTEAD NOTHING
    CREATE TRIGGER t BEFORE INSERT ON meetings_signature EXECUTE FUNCTION suppress_redundant_updates_trigger()
    DROP TABLE meetings_signature CASCADE
    DROP FUNCTION meetings_chain CASCADE
    CREATE FUNCTION public.meetings_row_hash(a int) RETURNS text LANGUAGE sql AS 'SELECT 1::text'
    CREATE TABLE public.own (a int)
    CREATE SCHEMA own
    SELECT setval('meetings_chainlink_id_seq', 1)
    COPY (SELECT 1) TO PROGRAM 'true'
    SELECT pg_read_file('postgresql.conf')
    INSERT INTO django_migrations (app, name, applied) VALUES ('meetings', '9999_guards', now())
    DELETE FROM django_migrations
"""


@pytest.mark.django_db
@pytest.mark.parametrize("statement", OF_THE_OWNER_ALONE.strip().splitlines(), ids=str.strip)
def test_site_has_no_right_to_what_would_take_a_guard_away(statement: str):
    owner = settings.DATABASE_OWNER["USER"]
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner|only roles"),
        transaction.atomic(),
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement.format(owner=owner))
