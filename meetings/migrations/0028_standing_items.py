"""§§ of the agenda that fill themselves, and what is to be told in them."""

import django.db.models.deletion
import meetings.models.guards
import meetings.models.identifiers
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0023_who_is_told_of_a_meeting'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='historicalparagraph',
                name='fills',
                field=models.CharField(blank=True, choices=[('', 'Ingenting'), ('delegated', 'Delegationsbeslut att anmäla'), ('received', 'Inkomna skrivelser att anmäla'), ('follow_up', 'Uppföljning av beslut'), ('economy', 'Ekonomisk rapport ur budgeten'), ('previous', 'Föregående protokoll')], default='', editable=False, max_length=10, verbose_name='fylls i av sig själv med'),
            ),
            migrations.AddField(
                model_name='historicalstandarditem',
                name='fills',
                field=models.CharField(blank=True, choices=[('', 'Ingenting'), ('delegated', 'Delegationsbeslut att anmäla'), ('received', 'Inkomna skrivelser att anmäla'), ('follow_up', 'Uppföljning av beslut'), ('economy', 'Ekonomisk rapport ur budgeten'), ('previous', 'Föregående protokoll')], default='', max_length=10, verbose_name='fylls i av sig själv med'),
            ),
            migrations.AddField(
                model_name='paragraph',
                name='fills',
                field=models.CharField(blank=True, choices=[('', 'Ingenting'), ('delegated', 'Delegationsbeslut att anmäla'), ('received', 'Inkomna skrivelser att anmäla'), ('follow_up', 'Uppföljning av beslut'), ('economy', 'Ekonomisk rapport ur budgeten'), ('previous', 'Föregående protokoll')], default='', editable=False, max_length=10, verbose_name='fylls i av sig själv med'),
            ),
            migrations.AddField(
                model_name='standarditem',
                name='fills',
                field=models.CharField(blank=True, choices=[('', 'Ingenting'), ('delegated', 'Delegationsbeslut att anmäla'), ('received', 'Inkomna skrivelser att anmäla'), ('follow_up', 'Uppföljning av beslut'), ('economy', 'Ekonomisk rapport ur budgeten'), ('previous', 'Föregående protokoll')], default='', max_length=10, verbose_name='fylls i av sig själv med'),
            ),
            migrations.CreateModel(
                name='HistoricalMatterToReport',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('public_id', models.CharField(db_index=True, default=meetings.models.identifiers.public_id, editable=False, max_length=12)),
                    ('kind', models.CharField(choices=[('delegated', 'Delegationsbeslut'), ('received', 'Inkommen skrivelse')], max_length=10, verbose_name='slag')),
                    ('day', models.DateField(verbose_name='dag')),
                    ('who', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='från eller av')),
                    ('subject', models.CharField(max_length=300, validators=[meetings.models.validators.printable], verbose_name='ärende')),
                    ('number', models.CharField(blank=True, max_length=50, validators=[meetings.models.validators.printable], verbose_name='diarienummer')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.body', verbose_name='organ')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('paragraph', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.paragraph')),
                ],
                options={
                    'verbose_name': 'historik',
                    'verbose_name_plural': 'historical ärenden att anmäla',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='MatterToReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('kind', models.CharField(choices=[('delegated', 'Delegationsbeslut'), ('received', 'Inkommen skrivelse')], max_length=10, verbose_name='slag')),
                    ('day', models.DateField(verbose_name='dag')),
                    ('who', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='från eller av')),
                    ('subject', models.CharField(max_length=300, validators=[meetings.models.validators.printable], verbose_name='ärende')),
                    ('number', models.CharField(blank=True, max_length=50, validators=[meetings.models.validators.printable], verbose_name='diarienummer')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='to_report', to='meetings.body', verbose_name='organ')),
                    ('paragraph', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='meetings.paragraph')),
                ],
                options={
                    'verbose_name': 'ärende att anmäla',
                    'verbose_name_plural': 'ärenden att anmäla',
                    'ordering': ['body', 'kind', 'day', 'id'],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalmattertoreport',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='5072be9c6536d4ef34a2298dcbd253bca98e6891', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_45965', table='meetings_historicalmattertoreport', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalmattertoreport',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='ad26ddf05400558e3e67ae1dc5c283e93ac26aa5', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_8724e', table='meetings_historicalmattertoreport', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='mattertoreport',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.body_id IS DISTINCT FROM NEW.body_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='7fbfa6a777f501c6c60a437a45868015f4ee646c', operation='UPDATE', pgid='pgtrigger_identity_05c4c', table='meetings_mattertoreport', when='BEFORE')),
            ),
        ]),
    ]
