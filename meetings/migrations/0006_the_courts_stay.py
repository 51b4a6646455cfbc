"""Sv: inhibition, on the appeal."""

import meetings.models.guards
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0005_the_notice_and_the_right_to_read'),
    ]

    operations = [
        Together([
            pgtrigger.migrations.RemoveTrigger(
                model_name='appeal',
                name='fixed',
            ),
            migrations.AddField(
                model_name='appeal',
                name='stay_lifted',
                field=models.DateField(blank=True, null=True, verbose_name='inhibitionen upphävd'),
            ),
            migrations.AddField(
                model_name='appeal',
                name='stayed',
                field=models.DateField(blank=True, null=True, verbose_name='inhibition beslutad'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='appeal',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['closed', 'outcome', 'stayed', 'stay_lifted']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['closed', 'outcome', 'stayed', 'stay_lifted']::text[] OR (OLD.closed IS DISTINCT FROM NEW.closed AND coalesce(OLD.closed::text, '') <> '') OR (OLD.outcome IS DISTINCT FROM NEW.outcome AND coalesce(OLD.outcome::text, '') <> '') OR (OLD.stayed IS DISTINCT FROM NEW.stayed AND coalesce(OLD.stayed::text, '') <> '') OR (OLD.stay_lifted IS DISTINCT FROM NEW.stay_lifted AND coalesce(OLD.stay_lifted::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='a0e44e91f1858464a79a4d026c6557e72374675f', operation='UPDATE', pgid='pgtrigger_fixed_86b38', table='meetings_appeal', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='appeal',
                constraint=models.CheckConstraint(condition=models.Q(('stay_lifted__isnull', True), ('stayed__isnull', False), _connector='OR'), name='appeal_stay_in_order'),
            ),
        ]),
    ]
