"""What those who are summoned answer, and which deputies are asked to serve instead."""

import django.core.validators
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
        ('meetings', '0017_where_the_members_are_written_to'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='body',
                name='deputy_calling',
                field=models.CharField(choices=[('office', 'Kansliet frågar dem'), ('automatic', 'De frågas av sig själva'), ('member', 'Ledamoten ringer själv')], default='office', help_text='När någon svarar att den har förhinder.', max_length=10, verbose_name='ersättare kallas in så här'),
            ),
            migrations.AddField(
                model_name='body',
                name='deputy_hours',
                field=models.PositiveSmallIntegerField(default=24, help_text='Sedan frågas nästa. När det är mindre än två dagar kvar frågas alla på en gång.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(240)], verbose_name='timmar för en ersättare att svara'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='deputy_calling',
                field=models.CharField(choices=[('office', 'Kansliet frågar dem'), ('automatic', 'De frågas av sig själva'), ('member', 'Ledamoten ringer själv')], default='office', help_text='När någon svarar att den har förhinder.', max_length=10, verbose_name='ersättare kallas in så här'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='deputy_hours',
                field=models.PositiveSmallIntegerField(default=24, help_text='Sedan frågas nästa. När det är mindre än två dagar kvar frågas alla på en gång.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(240)], verbose_name='timmar för en ersättare att svara'),
            ),
            migrations.AddField(
                model_name='historicalmeeting',
                name='asked_at',
                field=models.DateTimeField(blank=True, editable=False, help_text='När dagen senast meddelades.', null=True, verbose_name='svar gäller från'),
            ),
            migrations.AddField(
                model_name='historicalmeeting',
                name='calendar_sequence',
                field=models.PositiveIntegerField(default=0, editable=False, verbose_name='kalenderns nummer'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='asked_at',
                field=models.DateTimeField(blank=True, editable=False, help_text='När dagen senast meddelades.', null=True, verbose_name='svar gäller från'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='calendar_sequence',
                field=models.PositiveIntegerField(default=0, editable=False, verbose_name='kalenderns nummer'),
            ),
            migrations.CreateModel(
                name='DeputyCall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('answer_by', models.DateTimeField(verbose_name='svar senast')),
                    ('at', models.DateTimeField(verbose_name='frågad')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deputy_calls', to='meetings.meeting')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'fråga till ersättare',
                    'verbose_name_plural': 'frågor till ersättare',
                    'ordering': ['meeting', 'at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Reply',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('coming', 'Kommer'), ('remote', 'Deltar på distans'), ('absent', 'Har förhinder')], max_length=10, verbose_name='svar')),
                    ('note', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='meddelande')),
                    ('at', models.DateTimeField(verbose_name='svarade')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noterat av')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='meetings.meeting')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'svar på kallelse',
                    'verbose_name_plural': 'svar på kallelser',
                    'ordering': ['meeting', 'at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='ReplyLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('at', models.DateTimeField(verbose_name='skickad')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'svarslänk',
                    'verbose_name_plural': 'svarslänkar',
                    'ordering': ['meeting', 'at', 'id'],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deputycall',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='3ffcde6c46a858c80f5aeaf61d2a785353443ec3', operation='UPDATE', pgid='pgtrigger_identity_a2e92', table='meetings_deputycall', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='reply',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='485c56c4ac7a921db7fe917e2345a84f05e061c8', operation='UPDATE', pgid='pgtrigger_identity_57886', table='meetings_reply', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='replylink',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='bd9f5e0ec1d5d1e1f1745bd2108f7d2ae4355aa3', operation='UPDATE', pgid='pgtrigger_identity_01188', table='meetings_replylink', when='BEFORE')),
            ),
        ]),
    ]
