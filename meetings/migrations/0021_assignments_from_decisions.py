"""What decisions ask somebody to do, and each thing that happens with it."""

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
        ('meetings', '0020_around_the_meeting'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('decision_public_id', models.CharField(max_length=12, verbose_name='beslut')),
                    ('is_decided', models.BooleanField(default=False, verbose_name='står i beslutet')),
                    ('text', models.TextField(validators=[meetings.models.validators.printable], verbose_name='vad')),
                    ('decided_responsible', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='ansvarig enligt beslutet')),
                    ('decided_due', models.DateField(blank=True, null=True, verbose_name='senast enligt beslutet')),
                    ('due', models.DateField(blank=True, null=True, verbose_name='senast')),
                    ('role', models.CharField(blank=True, choices=[('chair', 'Ordföranden'), ('vice_chair', 'Vice ordföranden'), ('secretary', 'Sekreteraren'), ('manager', 'Förbundschefen'), ('office', 'Kansliet')], default='', max_length=20, verbose_name='roll')),
                    ('together', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='tillsammans med')),
                    ('is_yearly', models.BooleanField(default=False, verbose_name='återkommer varje år')),
                    ('state', models.CharField(choices=[('open', 'Öppet'), ('done', 'Klart'), ('written_off', 'Avskrivet'), ('withdrawn', 'Borttaget ur beslutet')], default='open', max_length=20, verbose_name='läge')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='avslutades')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='meetings.association', verbose_name='förbund')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='meetings.body', verbose_name='organ')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.paragraph', verbose_name='avslutas av paragraf')),
                    ('follows', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='meetings.assignment', verbose_name='följer på')),
                    ('paragraph', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='meetings.paragraph', verbose_name='paragraf')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ],
                options={
                    'verbose_name': 'beslutsuppdrag',
                    'verbose_name_plural': 'beslutsuppdrag',
                    'ordering': [models.OrderBy(models.F('due'), nulls_last=True), 'id'],
                },
            ),
            migrations.CreateModel(
                name='AssignmentNote',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('kind', models.CharField(choices=[('begun', 'Började'), ('followed', 'Ändrades med paragrafen'), ('changed', 'Ändrades av kansliet'), ('noted', 'Anteckning'), ('done', 'Klart'), ('written_off', 'Avskrevs'), ('withdrawn', 'Togs bort ur beslutet'), ('reopened', 'Öppnades igen'), ('week_before', 'Påminnelse en vecka före'), ('on_the_day', 'Påminnelse på dagen'), ('told_late', 'Ordföranden fick veta att det är försenat')], max_length=20, verbose_name='vad')),
                    ('at', models.DateTimeField(verbose_name='tid')),
                    ('text', models.TextField(blank=True, validators=[meetings.models.validators.printable], verbose_name='anteckning')),
                    ('day', models.DateField(blank=True, null=True, verbose_name='dag')),
                    ('file_name', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='filens namn')),
                    ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='meetings.assignment')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile')),
                ],
                options={
                    'verbose_name': 'händelse i ett beslutsuppdrag',
                    'verbose_name_plural': 'händelser i beslutsuppdrag',
                    'ordering': ['assignment', 'at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalAssignment',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('public_id', models.CharField(db_index=True, default=meetings.models.identifiers.public_id, editable=False, max_length=12)),
                    ('decision_public_id', models.CharField(max_length=12, verbose_name='beslut')),
                    ('is_decided', models.BooleanField(default=False, verbose_name='står i beslutet')),
                    ('text', models.TextField(validators=[meetings.models.validators.printable], verbose_name='vad')),
                    ('decided_responsible', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='ansvarig enligt beslutet')),
                    ('decided_due', models.DateField(blank=True, null=True, verbose_name='senast enligt beslutet')),
                    ('due', models.DateField(blank=True, null=True, verbose_name='senast')),
                    ('role', models.CharField(blank=True, choices=[('chair', 'Ordföranden'), ('vice_chair', 'Vice ordföranden'), ('secretary', 'Sekreteraren'), ('manager', 'Förbundschefen'), ('office', 'Kansliet')], default='', max_length=20, verbose_name='roll')),
                    ('together', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='tillsammans med')),
                    ('is_yearly', models.BooleanField(default=False, verbose_name='återkommer varje år')),
                    ('state', models.CharField(choices=[('open', 'Öppet'), ('done', 'Klart'), ('written_off', 'Avskrivet'), ('withdrawn', 'Borttaget ur beslutet')], default='open', max_length=20, verbose_name='läge')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='avslutades')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('association', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.association', verbose_name='förbund')),
                    ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.body', verbose_name='organ')),
                    ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.paragraph', verbose_name='avslutas av paragraf')),
                    ('follows', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.assignment', verbose_name='följer på')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('paragraph', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.paragraph', verbose_name='paragraf')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ],
                options={
                    'verbose_name': 'historik',
                    'verbose_name_plural': 'historical beslutsuppdrag',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.AddConstraint(
                model_name='assignment',
                constraint=models.UniqueConstraint(condition=models.Q(('is_decided', True)), fields=('decision_public_id',), name='assignment_decided_once'),
            ),
            migrations.AddConstraint(
                model_name='assignment',
                constraint=models.CheckConstraint(condition=models.Q(('decided_due', None), ('due', models.F('decided_due')), _connector='OR'), name='assignment_due_as_decided'),
            ),
            migrations.AddConstraint(
                model_name='assignment',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by', None), ('ended_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='assignment_ended_whole'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.public_id IS DISTINCT FROM NEW.public_id OR OLD.association_id IS DISTINCT FROM NEW.association_id OR OLD.body_id IS DISTINCT FROM NEW.body_id OR OLD.paragraph_id IS DISTINCT FROM NEW.paragraph_id OR OLD.decision_public_id IS DISTINCT FROM NEW.decision_public_id OR OLD.is_decided IS DISTINCT FROM NEW.is_decided OR OLD.follows_id IS DISTINCT FROM NEW.follows_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='519cd5e48aa6b14c0386060ffc6f40f1f649085e', operation='UPDATE', pgid='pgtrigger_identity_ed2cf', table='meetings_assignment', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assignment',
                trigger=pgtrigger.compiler.Trigger(name='as_decided', sql=meetings.models.guards.GuardSql(func="IF (OLD.text, OLD.decided_responsible, OLD.decided_due) IS DISTINCT FROM (NEW.text, NEW.decided_responsible, NEW.decided_due) AND EXISTS (SELECT 1 FROM meetings_verification v JOIN meetings_protocolparagraph p ON p.protocol_id = v.protocol_id WHERE p.paragraph_id = OLD.paragraph_id) THEN RAISE EXCEPTION 'Det som en justerad paragraf säger ändras bara i en ny paragraf.' USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='506c99cb0407c0bab0bced04240abc4f740553b0', operation='UPDATE', pgid='pgtrigger_as_decided_1efa6', table='meetings_assignment', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='assignmentnote',
                constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ['week_before', 'on_the_day', 'told_late'])), fields=('assignment', 'kind', 'day'), name='assignment_sent_once'),
            ),
            migrations.AddConstraint(
                model_name='assignmentnote',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('file', None), ('file_name', '')), models.Q(('file__isnull', False), models.Q(('file_name', ''), _negated=True)), _connector='OR'), name='assignment_file_whole'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assignmentnote',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='c78736c8e5671d6efafa50b2a622ec0f3f010a2b', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_e6bfa', table='meetings_assignmentnote', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assignmentnote',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='606353d11d7ba89f8edc2767762c2c46260db724', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_a0b6c', table='meetings_assignmentnote', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='assignmentnote',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='498694eb38365c4f05afe313235eb98470b218b7', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_f9e33', table='meetings_assignmentnote', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalassignment',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='baf0f11b16d076d79fff855d966c1c340b265c75', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_c4e69', table='meetings_historicalassignment', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalassignment',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='41df5d00f8e36f812ccf43e1a87685c8f5ffceac', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_349d4', table='meetings_historicalassignment', when='BEFORE')),
            ),
        ]),
    ]
