"""Signatures with a level and evidence; none is weaker than its version asks for, and ink stands alone."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


WEAK = """
CREATE FUNCTION meetings_refuse_weak_signature(signatory bigint, level integer, on_paper boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    of_version bigint;
BEGIN
    SELECT version_id INTO of_version FROM meetings_signatory WHERE id = signatory;
    IF EXISTS (SELECT 1 FROM meetings_signature u JOIN meetings_signatory s ON s.id = u.signatory_id
               WHERE s.version_id = of_version AND (u.registered_by_id IS NOT NULL) <> on_paper) THEN
        RAISE EXCEPTION 'Underskrifter på papper och digitala blandas inte i samma protokoll.' USING ERRCODE = 'P0001';
    END IF;
    IF on_paper AND level IS NOT NULL THEN
        RAISE EXCEPTION 'En underskrift på papper har ingen nivå.' USING ERRCODE = 'P0001';
    END IF;
    IF NOT on_paper AND coalesce(level, 0) < (
        SELECT coalesce((snapshot #>> '{document,least_level}')::integer, 1)
        FROM meetings_protocolversion WHERE id = of_version
    ) THEN
        RAISE EXCEPTION 'Underskriften har lägre nivå än vad som är beslutat.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0002_guards'),
    ]

    operations = [
        migrations.RunSQL(WEAK, "DROP FUNCTION meetings_refuse_weak_signature(bigint, integer, boolean);"),
        pgtrigger.migrations.RemoveTrigger(
            model_name='signature',
            name='open_version',
        ),
        migrations.AddField(
            model_name='body',
            name='least_level',
            field=models.PositiveSmallIntegerField(choices=[(1, '1: lösenord'), (2, '2: andra faktor eller passnyckel'), (3, '3: e-legitimation på tillitsnivå 3')], default=1, help_text='Enligt beslutet om justeringssätt. Gäller det som blir klart för justering hädanefter.', verbose_name='lägsta nivå för underskrift'),
        ),
        migrations.AddField(
            model_name='historicalbody',
            name='least_level',
            field=models.PositiveSmallIntegerField(choices=[(1, '1: lösenord'), (2, '2: andra faktor eller passnyckel'), (3, '3: e-legitimation på tillitsnivå 3')], default=1, help_text='Enligt beslutet om justeringssätt. Gäller det som blir klart för justering hädanefter.', verbose_name='lägsta nivå för underskrift'),
        ),
        migrations.AddField(
            model_name='signature',
            name='evidence',
            field=models.JSONField(blank=True, default=dict, verbose_name='bevis'),
        ),
        migrations.AddField(
            model_name='signature',
            name='level',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1: lösenord'), (2, '2: andra faktor eller passnyckel'), (3, '3: e-legitimation på tillitsnivå 3')], help_text='Tom för underskrift på papper.', null=True, verbose_name='nivå'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='open_version', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM meetings_refuse_signature(NEW.signatory_id, NEW.sha256::text); PERFORM meetings_refuse_weak_signature(NEW.signatory_id, NEW.level::integer, NEW.registered_by_id IS NOT NULL); RETURN NEW;', hash='6389940087e48a7357a5905e4679849a58c65062', operation='INSERT', pgid='pgtrigger_open_version_dd46f', table='meetings_signature', when='BEFORE')),
        ),
    ]
