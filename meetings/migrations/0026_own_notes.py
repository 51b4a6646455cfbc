"""What a person notes for themself about an agenda and its papers."""

import django.db.models.deletion
import meetings.models.guards
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0025_reading_pack'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='OwnNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('item_public_id', models.CharField(max_length=12, verbose_name='ärende')),
                    ('sha256', models.CharField(blank=True, max_length=64, verbose_name='handlingens innehåll')),
                    ('heading', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='rubrik')),
                    ('paper', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='handling')),
                    ('text', models.TextField(verbose_name='text')),
                    ('at', models.DateTimeField(verbose_name='skriven')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'egen anteckning',
                    'verbose_name_plural': 'egna anteckningar',
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'person', 'item_public_id', 'sha256'), name='own_note_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='own_note_says_something')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='ownnote',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id OR OLD.person_id IS DISTINCT FROM NEW.person_id OR OLD.item_public_id IS DISTINCT FROM NEW.item_public_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='0601318da2c23b03689b9f6f66160248c7ba347f', operation='UPDATE', pgid='pgtrigger_identity_7662d', table='meetings_ownnote', when='BEFORE')),
            ),
        ]),
    ]
