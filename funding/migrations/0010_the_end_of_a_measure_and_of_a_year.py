"""When a measure ends: what was claimed back and why it differs; and the table of a year, locked."""

import django.db.models.deletion
import meetings.migrations.operations
import meetings.models.guards
import meetings.models.validators
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0009_swedish_order'),
    ]

    operations = [
        meetings.migrations.operations.Together(
            operations=[
                migrations.AddField(
                    model_name='historicalmeasure',
                    name='claimed_at',
                    field=models.DateTimeField(blank=True, null=True, verbose_name='återkrav skickat'),
                ),
                migrations.AddField(
                    model_name='historicalmeasure',
                    name='explanation',
                    field=models.CharField(blank=True, max_length=500, validators=[meetings.models.validators.printable], verbose_name='förklaring av skillnad mot slutrapporten'),
                ),
                migrations.AddField(
                    model_name='measure',
                    name='claimed_at',
                    field=models.DateTimeField(blank=True, null=True, verbose_name='återkrav skickat'),
                ),
                migrations.AddField(
                    model_name='measure',
                    name='explanation',
                    field=models.CharField(blank=True, max_length=500, validators=[meetings.models.validators.printable], verbose_name='förklaring av skillnad mot slutrapporten'),
                ),
                migrations.CreateModel(
                    name='ClosedYear',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('table', models.JSONField(verbose_name='tabell')),
                        ('at', models.DateTimeField(verbose_name='låst')),
                        ('budget', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='closed', to='funding.budget')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'årsavslut',
                        'verbose_name_plural': 'årsavslut',
                        'ordering': ['budget__year'],
                    },
                ),
            ],
        ),
        meetings.migrations.operations.SetTriggers(
            triggers={
                'closedyear': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='1ace7902982d605f96af184adc323da028a94986', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_6c87e', table='funding_closedyear', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='d5d7669f7db773cac989b9c8a41eae8dbca36cf7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_15993', table='funding_closedyear', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='c69e6212e4fd54c1aebcdfdbaedf01f72d7a414c', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_29bdd', table='funding_closedyear', when='AFTER'))],
            },
        ),
    ]
