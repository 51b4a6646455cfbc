"""Since when a role or an office is held, who added an account, and what becomes the board."""

import django.utils.timezone
import meetings.models.guards
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from meetings.migrations.operations import Together

# Of a row that is there: when it was last written, which its history tells; else now, for it may be new.
WRITTEN = """
UPDATE meetings_{table} t SET given_at = h.written
FROM (SELECT id, max(history_date) AS written FROM meetings_historical{table} GROUP BY id) h WHERE h.id = t.id;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0013_identity_stays'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='office',
                name='given_at',
                field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='given'),
            ),
            migrations.AddField(
                model_name='role',
                name='given_at',
                field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='given'),
            ),
            migrations.RunSQL(
                [WRITTEN.format(table="role"), WRITTEN.format(table="office")], migrations.RunSQL.noop
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='accountchange',
                trigger=pgtrigger.compiler.Trigger(name='who_added_stands', sql=meetings.models.guards.GuardSql(func="IF NEW.kind = 'account' AND NEW.ended_at IS NOT NULL THEN RAISE EXCEPTION 'Vem som lade upp ett konto går inte att avbryta.' USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='b8aebf1f687b80b2bdd28638b090c4f0a90190b8', operation='UPDATE OF "ended_at"', pgid='pgtrigger_who_added_stands_df3ea', table='meetings_accountchange', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='body',
                trigger=pgtrigger.compiler.Trigger(name='no_board_by_another_name', sql=meetings.models.guards.GuardSql(func="IF NEW.kind = 'board' AND OLD.kind <> 'board' AND EXISTS (SELECT 1 FROM meetings_office WHERE body_id = NEW.id) THEN RAISE EXCEPTION 'Ett organ som har ett presidium blir inte styrelse.' USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='c44d1cab756c6919c77d64dde2cc87712a17709f', operation='UPDATE OF "kind"', pgid='pgtrigger_no_board_by_another_name_a1a2a', table='meetings_body', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='office',
                trigger=pgtrigger.compiler.Trigger(name='given', sql=meetings.models.guards.GuardSql(func="NEW.given_at = CASE WHEN NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.kind IS DISTINCT FROM OLD.kind OR NEW.body_id IS DISTINCT FROM OLD.body_id OR NEW.first_day < OLD.first_day OR coalesce(NEW.last_day, 'infinity') > coalesce(OLD.last_day, 'infinity') THEN now() ELSE OLD.given_at END; RETURN NEW;", hash='c023b73d1ade322c28afdb4f3627973abb5969f2', operation='UPDATE', pgid='pgtrigger_given_1878a', table='meetings_office', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='role',
                trigger=pgtrigger.compiler.Trigger(name='given', sql=meetings.models.guards.GuardSql(func='NEW.given_at = CASE WHEN NEW.person_id IS DISTINCT FROM OLD.person_id OR NEW.kind IS DISTINCT FROM OLD.kind THEN now() ELSE OLD.given_at END; RETURN NEW;', hash='15ccc7a9d277838b8b1cdc69b77137664f35ee56', operation='UPDATE', pgid='pgtrigger_given_f59c8', table='meetings_role', when='BEFORE')),
            ),
        ]),
    ]
