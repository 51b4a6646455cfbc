"""A protocol and its attachments in one file to be read."""

import django.db.models.deletion
import meetings.models.guards
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0006_the_courts_stay'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='ReadingCopy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_public', models.BooleanField(verbose_name='för allmänheten')),
                    ('at', models.DateTimeField(verbose_name='gjort')),
                    ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile')),
                    ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile')),
                    ('verification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reading_copies', to='meetings.verification')),
                ],
                options={
                    'verbose_name': 'läsexemplar',
                    'verbose_name_plural': 'läsexemplar',
                    'ordering': ['at', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('verification', 'of', 'is_public'), name='reading_copy_once')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='readingcopy',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='d285b9687331c7b656dcf255077f550deb0413b8', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_bf7ec', table='meetings_readingcopy', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='readingcopy',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='a0b37a1f01eeb4663d4f1e13c50e212a0589a0fd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_5365e', table='meetings_readingcopy', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='readingcopy',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='f9cb0faa92c55e5dbad57211f2f762759eedb359', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_1b352', table='meetings_readingcopy', when='AFTER')),
            ),
        ]),
    ]
