"""Fees: the rules, who pays, what each states, and the periods that are closed."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import meetings.models.guards
import meetings.models.identifiers
import meetings.models.mandate
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0027_items_from_others'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='FeePayee',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_day', models.DateField(verbose_name='gäller från och med')),
                    ('payer', models.CharField(choices=[('association', 'Förbundet'), ('member', 'Medlemmen'), ('nobody', 'Betalas inte')], max_length=20, verbose_name='betalas av')),
                    ('payroll_number', models.CharField(blank=True, max_length=30, validators=[meetings.models.validators.printable, meetings.models.validators.payroll_number], verbose_name='anställningsnummer')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_payees', to='meetings.association', verbose_name='förbund')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_payees', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ],
                options={
                    'verbose_name': 'vem som betalar arvode',
                    'verbose_name_plural': 'vem som betalar arvode',
                    'ordering': ['association', 'person', '-first_day'],
                },
            ),
            migrations.CreateModel(
                name='FeePeriod',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('first_day', models.DateField(verbose_name='från och med')),
                    ('last_day', models.DateField(verbose_name='till och med')),
                    ('content', models.JSONField(verbose_name='innehåll')),
                    ('total', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='summa')),
                    ('closed_at', models.DateTimeField(verbose_name='stängd')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_periods', to='meetings.association', verbose_name='förbund')),
                    ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='stängd av')),
                ],
                options={
                    'verbose_name': 'stängd arvodesperiod',
                    'verbose_name_plural': 'stängda arvodesperioder',
                    'ordering': ['association', '-first_day'],
                },
            ),
            migrations.CreateModel(
                name='FeeEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField(verbose_name='ordning')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_entries', to='meetings.meeting')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_entries', to=settings.AUTH_USER_MODEL)),
                    ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='meetings.feeperiod')),
                ],
                options={
                    'verbose_name': 'rad i en stängd arvodesperiod',
                    'verbose_name_plural': 'rader i stängda arvodesperioder',
                    'ordering': ['period', 'position'],
                },
            ),
            migrations.CreateModel(
                name='FeeRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_day', models.DateField(verbose_name='gäller från och med')),
                    ('decided_in', models.CharField(blank=True, max_length=100, validators=[meetings.models.validators.printable], verbose_name='beslutad i')),
                    ('per_meeting', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='arvode för ett sammanträde')),
                    ('included_hours', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(24)], verbose_name='timmar som ingår')),
                    ('per_hour', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='för varje påbörjad timme därefter')),
                    ('day_from', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='heldag från och med timmar')),
                    ('per_day', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='arvode för heldag')),
                    ('per_chair', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='tillägg för den som leder')),
                    ('once_a_day', models.BooleanField(default=False, verbose_name='flera sammanträden samma dag räknas som ett')),
                    ('pays_waiting', models.BooleanField(default=True, verbose_name='ersättare som inte tjänstgör får arvode')),
                    ('per_km', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='kronor för varje kilometer')),
                    ('lost_per_hour', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='högsta förlorade inkomst per timme')),
                    ('lost_per_day', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='högsta förlorade inkomst per dag')),
                    ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_rules', to='meetings.association', verbose_name='förbund')),
                    ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='fee_rules', to='meetings.body', verbose_name='organ')),
                ],
                options={
                    'verbose_name': 'arvodesregel',
                    'verbose_name_plural': 'arvodesregler',
                    'ordering': ['association', 'body', '-first_day'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalFeeClaim',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('km', models.DecimalField(decimal_places=1, default=Decimal('0.00'), max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='kilometer')),
                    ('costs', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='andra kostnader')),
                    ('costs_for', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='vad kostnaden är för')),
                    ('lost_hours', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=4, validators=[django.core.validators.MinValueValidator(0)], verbose_name='timmar med förlorad inkomst')),
                    ('lost_amount', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='förlorad inkomst')),
                    ('reason', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='varför det rättades')),
                    ('stated_at', models.DateTimeField(verbose_name='skrivet')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.meeting', verbose_name='sammanträde')),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                    ('stated_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skrivet av')),
                ],
                options={
                    'verbose_name': 'historik',
                    'verbose_name_plural': 'historical uppgifter till arvode',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalFeePayee',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('first_day', models.DateField(verbose_name='gäller från och med')),
                    ('payer', models.CharField(choices=[('association', 'Förbundet'), ('member', 'Medlemmen'), ('nobody', 'Betalas inte')], max_length=20, verbose_name='betalas av')),
                    ('payroll_number', models.CharField(blank=True, max_length=30, validators=[meetings.models.validators.printable, meetings.models.validators.payroll_number], verbose_name='anställningsnummer')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('association', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.association', verbose_name='förbund')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ],
                options={
                    'verbose_name': 'historik',
                    'verbose_name_plural': 'historical vem som betalar arvode',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalFeeRule',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('first_day', models.DateField(verbose_name='gäller från och med')),
                    ('decided_in', models.CharField(blank=True, max_length=100, validators=[meetings.models.validators.printable], verbose_name='beslutad i')),
                    ('per_meeting', models.DecimalField(decimal_places=2, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='arvode för ett sammanträde')),
                    ('included_hours', models.PositiveSmallIntegerField(default=0, validators=[django.core.validators.MaxValueValidator(24)], verbose_name='timmar som ingår')),
                    ('per_hour', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='för varje påbörjad timme därefter')),
                    ('day_from', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)], verbose_name='heldag från och med timmar')),
                    ('per_day', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='arvode för heldag')),
                    ('per_chair', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='tillägg för den som leder')),
                    ('once_a_day', models.BooleanField(default=False, verbose_name='flera sammanträden samma dag räknas som ett')),
                    ('pays_waiting', models.BooleanField(default=True, verbose_name='ersättare som inte tjänstgör får arvode')),
                    ('per_km', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='kronor för varje kilometer')),
                    ('lost_per_hour', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='högsta förlorade inkomst per timme')),
                    ('lost_per_day', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='högsta förlorade inkomst per dag')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('association', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.association', verbose_name='förbund')),
                    ('body', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.body', verbose_name='organ')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historik',
                    'verbose_name_plural': 'historical arvodesregler',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='FeeClaim',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('km', models.DecimalField(decimal_places=1, default=Decimal('0.00'), max_digits=6, validators=[django.core.validators.MinValueValidator(0)], verbose_name='kilometer')),
                    ('costs', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='andra kostnader')),
                    ('costs_for', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='vad kostnaden är för')),
                    ('lost_hours', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=4, validators=[django.core.validators.MinValueValidator(0)], verbose_name='timmar med förlorad inkomst')),
                    ('lost_amount', models.DecimalField(decimal_places=2, default=Decimal('0.00'), max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='förlorad inkomst')),
                    ('reason', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='varför det rättades')),
                    ('stated_at', models.DateTimeField(verbose_name='skrivet')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_claims', to='meetings.meeting', verbose_name='sammanträde')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_claims', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                    ('stated_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='skrivet av')),
                ],
                options={
                    'verbose_name': 'uppgift till arvode',
                    'verbose_name_plural': 'uppgifter till arvode',
                    'ordering': ['meeting', 'person'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'person'), name='fee_claim_once'), models.CheckConstraint(condition=models.Q(('costs__gte', 0), ('costs__lte', Decimal('100000')), ('km__gte', 0), ('km__lte', Decimal('9999')), ('lost_amount__gte', 0), ('lost_amount__lte', Decimal('100000')), ('lost_hours__gte', 0)), name='fee_claim_in_reason')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='feeclaim',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.meeting_id IS DISTINCT FROM NEW.meeting_id OR OLD.person_id IS DISTINCT FROM NEW.person_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='0b12d38e4bfcbb854efc61ea3affe831e5265238', operation='UPDATE', pgid='pgtrigger_identity_f0021', table='meetings_feeclaim', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='feeclaim',
                trigger=pgtrigger.compiler.Trigger(name='corrected_openly', sql=meetings.models.guards.GuardSql(func="IF NEW.reason = '' AND EXISTS (SELECT 1 FROM meetings_feeentry WHERE meeting_id = NEW.meeting_id AND person_id = NEW.person_id) THEN RAISE EXCEPTION 'Det som är stängt i en period ändras bara som en rättelse, med skäl.' USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='8a0bfd11de370bc540a0c977170e821d8c23f15f', operation='INSERT OR UPDATE', pgid='pgtrigger_corrected_openly_c313c', table='meetings_feeclaim', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='feepayee',
                constraint=models.UniqueConstraint(fields=('association', 'person', 'first_day'), name='fee_payee_day_unique'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='feepayee',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id OR OLD.person_id IS DISTINCT FROM NEW.person_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='2101297bce272cee6e8dbd421f8dfe41d4749e5d', operation='UPDATE', pgid='pgtrigger_identity_17963', table='meetings_feepayee', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='feeperiod',
                constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='fee_period_in_order'),
            ),
            migrations.AddConstraint(
                model_name='feeperiod',
                constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(meetings.models.mandate.KeyRange('association_id'), '&&'), (models.Func(models.F('first_day'), models.F('last_day'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='fee_period_no_overlap', violation_error_message='En annan period är redan stängd för några av dagarna.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='feeperiod',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='b644980148bc04dc9c78f01809300500218a8bf1', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_29bf8', table='meetings_feeperiod', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='feeperiod',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='5b3b1fdbdf3b375d6b8a4d7ac8c524173832c29f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_2f365', table='meetings_feeperiod', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='feeperiod',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='007d4fa0452451124ad7cbb5c634c97226277562', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_c6c65', table='meetings_feeperiod', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='feeentry',
                constraint=models.UniqueConstraint(fields=('period', 'position'), name='fee_entry_position'),
            ),
            migrations.AddConstraint(
                model_name='feeentry',
                constraint=models.UniqueConstraint(fields=('period', 'meeting', 'person'), name='fee_entry_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='feeentry',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='53c0660c2f9bc81859d0accc7d7d65a758ee1869', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_02bee', table='meetings_feeentry', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='feeentry',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='24a32151c707156baa500efac3394334d7d5fa67', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_f634b', table='meetings_feeentry', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='feeentry',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='a99095e4aa146360572d71ff18665f89892b65ad', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_3beef', table='meetings_feeentry', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='feerule',
                constraint=models.UniqueConstraint(fields=('association', 'body', 'first_day'), name='fee_rule_day_unique', nulls_distinct=False, violation_error_message='Det finns redan regler från och med den dagen.'),
            ),
            migrations.AddConstraint(
                model_name='feerule',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('day_from', None), ('per_day', None)), models.Q(('day_from__isnull', False), ('per_day__isnull', False)), _connector='OR'), name='fee_rule_day_whole', violation_error_message='Skriv både timmar och arvode för heldag, eller inget av dem.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='feerule',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.association_id IS DISTINCT FROM NEW.association_id OR OLD.body_id IS DISTINCT FROM NEW.body_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='c1443620a8416d135dcddbc46e8da019a8760aea', operation='UPDATE', pgid='pgtrigger_identity_09d2a', table='meetings_feerule', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalfeeclaim',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e5ee8e274a90b64aa7edb98d1c11fb89637e29c6', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_0ee56', table='meetings_historicalfeeclaim', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalfeeclaim',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='74cf0305fa980d5f48cd41f19aaa0912a09614e1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_f921d', table='meetings_historicalfeeclaim', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalfeepayee',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='913d74e8d8cf809e85760e7a4fa3a0e1833a833b', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_5306f', table='meetings_historicalfeepayee', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalfeepayee',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='df7c717ef646aaf8ca789d2caac0cd5e1edffbe6', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_bc249', table='meetings_historicalfeepayee', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalfeerule',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='0f97a5e8b2d041b3f2c09686157262eac8f27b2e', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_c6e55', table='meetings_historicalfeerule', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalfeerule',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='07edba5cd419e9e5c1a934ea28d3a763a0224859', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ac830', table='meetings_historicalfeerule', when='BEFORE')),
            ),
        ]),
    ]
