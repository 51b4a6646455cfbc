"""What everyone was told of an agenda, and what each has read of it."""

import django.db.models.deletion
import django.db.models.functions.datetime
import meetings.models.guards
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0021_assignments_from_decisions'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='SentAgenda',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='version')),
                    ('content', models.JSONField(verbose_name='innehåll')),
                    ('at', models.DateTimeField(verbose_name='skickad')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sent_agendas', to='meetings.meeting')),
                ],
                options={
                    'verbose_name': 'version av kallelsen',
                    'verbose_name_plural': 'versioner av kallelsen',
                    'ordering': ['meeting', 'number'],
                },
            ),
            migrations.CreateModel(
                name='ReadAgenda',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('content', models.JSONField(verbose_name='innehåll')),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='läst')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'läst dagordning',
                    'verbose_name_plural': 'lästa dagordningar',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='read_agenda_once')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='readagenda',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id OR OLD.person_id IS DISTINCT FROM NEW.person_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='fa783283f9eb83f56212636a637076fed710dbf8', operation='UPDATE', pgid='pgtrigger_identity_6d2d2', table='meetings_readagenda', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='sentagenda',
                constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='sent_agenda_number'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sentagenda',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['file_id']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['file_id']::text[] OR (OLD.file_id IS DISTINCT FROM NEW.file_id AND coalesce(OLD.file_id::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='29983dcd69fe708e573ee1ea0442597c1d898ceb', operation='UPDATE', pgid='pgtrigger_fixed_e8033', table='meetings_sentagenda', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sentagenda',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='1b0d87acc0ff014cfc55202ee74ecdce8b0d8f0d', operation='DELETE', pgid='pgtrigger_never_deleted_076c2', table='meetings_sentagenda', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sentagenda',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='44cc960b067bd8aa96d173cf0898dd9651cba285', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_1e894', table='meetings_sentagenda', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sentagenda',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='4f529179abf8c3b04b3a4db5ae071a1d13a88b43', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_5d092', table='meetings_sentagenda', when='AFTER')),
            ),
        ]),
    ]
