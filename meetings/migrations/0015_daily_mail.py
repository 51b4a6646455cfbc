"""One mail a day, and what waits for it."""


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
        ('meetings', '0014_who_may_confirm'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='DailyMail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('hour', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='klockslag')),
                    ('last_day', models.DateField(blank=True, null=True, verbose_name='senast gjort')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.association')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='daily_mails', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'dagligt mejl',
                    'verbose_name_plural': 'dagliga mejl',
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='HeldLetter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('subject', models.CharField(max_length=998, verbose_name='ämne')),
                    ('body', models.TextField(verbose_name='text')),
                    ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='skrivet')),
                    ('daily_mail', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='held', to='meetings.dailymail')),
                ],
                options={
                    'verbose_name': 'mejl som väntar på det dagliga',
                    'verbose_name_plural': 'mejl som väntar på det dagliga',
                    'ordering': ['id'],
                },
            ),
            migrations.AddConstraint(
                model_name='dailymail',
                constraint=models.UniqueConstraint(fields=('person', 'association'), name='daily_mail_once'),
            ),
            migrations.AddConstraint(
                model_name='dailymail',
                constraint=models.CheckConstraint(condition=models.Q(('hour', None), ('hour__lte', 23), _connector='OR'), name='daily_mail_hour_of_a_day'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='dailymail',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.person_id IS DISTINCT FROM NEW.person_id OR OLD.association_id IS DISTINCT FROM NEW.association_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='42402bc35f5a760cbff54671dfab0481fda2adf6', operation='UPDATE', pgid='pgtrigger_identity_50ca7', table='meetings_dailymail', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='heldletter',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.daily_mail_id IS DISTINCT FROM NEW.daily_mail_id OR OLD.subject IS DISTINCT FROM NEW.subject OR OLD.body IS DISTINCT FROM NEW.body THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='f4561cd05518af3975d2b23741619575cd226b45', operation='UPDATE', pgid='pgtrigger_identity_7f26f', table='meetings_heldletter', when='BEFORE')),
            ),
        ]),
    ]
