"""The demo is made anew as a database, and nothing else than a demo is thrown away."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django.core.management import call_command, get_commands
from django.db import connection, connections

from finsam.postgres.anew import has_table, make_anew
from meetings.demo.associations import SLUGS
from meetings.errors import RuleViolation
from meetings.models import Association
from meetings.paper.storage import path_of, store
from tests.meetings.test_commands import refusal

TABLE = Association._meta.db_table


@pytest.fixture
def other(django_db_setup: None, monkeypatch: pytest.MonkeyPatch, django_db_blocker: Any) -> Iterator[str]:
    """One more database, with a table in it."""
    test = {"NAME": f"{connection.settings_dict['NAME']}_anew", "TEMPLATE": None, "MIGRATE": None}
    made = (
        connection.settings_dict | settings.DATABASE_OWNER | {"TEST": connection.settings_dict["TEST"] | test}
    )
    monkeypatch.setitem(connections.databases, "other", made)
    with django_db_blocker.unblock():
        connections["other"].settings_dict["NAME"] = test["NAME"]
        make_anew("other")
        with connections["other"].cursor() as cursor:
            cursor.execute(f"CREATE TABLE {TABLE} (id bigint)")
        yield "other"
        connections["other"].creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def test_database_is_thrown_away_whole_also_when_somebody_is_connected(other: str) -> None:
    with connections[other].cursor() as connected:
        assert has_table(TABLE, other)
        connected.execute("SELECT 1")
        make_anew(other)
    assert not has_table(TABLE, other)


def test_reset_that_was_stopped_half_way_is_done_again(other: str) -> None:
    name = connections[other].settings_dict["NAME"]
    connections[other].close()
    with connections[other]._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")
    assert not has_table(TABLE, other)
    make_anew(other)
    with connections[other].cursor() as cursor:
        assert connections[other].introspection.table_names(cursor) == []


@pytest.mark.django_db
def test_demo_is_reset_only_in_development(
    settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEBUG = False
    Association.objects.create(slug=SLUGS[0], name="Demo", org_number="222000-0018")
    file = store(b"kvar")
    with pytest.raises(RuleViolation, match="bara när DEBUG är på"):
        call_command("reset_demo", "--others-too")
    assert Association.objects.exists()
    assert path_of(file).exists()
    assert refusal(capsys, "reset_demo").startswith("Demon görs om bara när DEBUG är på.")


@pytest.mark.django_db
def test_other_associations_than_the_demos_are_not_thrown_away_unasked(
    settings: LazySettings,
) -> None:
    settings.DEBUG = True
    for slug, name in ((SLUGS[0], "Demo"), ("granby", "Samordningsförbundet Granby")):
        Association.objects.create(slug=slug, name=name, org_number="222000-0018")
    with pytest.raises(RuleViolation, match="andra förbund än demons: Samordningsförbundet Granby"):
        call_command("reset_demo")
    assert Association.objects.count() == 2


def test_demo_is_made_only_in_development(settings: LazySettings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.DEBUG = False
    assert refusal(capsys, "seed_demo") == "Demodata görs bara när DEBUG är på."
    assert get_commands()["seed_demo"] == get_commands()["reset_demo"] == "finsam"
