"""The association's accounts, and the files that are made for its bookkeeping and its bank."""

import django.core.validators
import django.db.models.deletion
import funding.models.export
import meetings.migrations.operations
import meetings.models.guards
import meetings.models.identifiers
import meetings.models.validators
import pgtrigger.compiler
import simple_history.models
from django.conf import settings
from django.db import migrations, models


ORDERS = """
CREATE FUNCTION funding_refuse_order(requisition bigint, ordered numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM funding_lock_requisition(requisition);
    IF (SELECT count(*) FROM funding_approval WHERE requisition_id = requisition) < 2 THEN
        RAISE EXCEPTION 'Två personer måste godkänna rekvisitionen först.' USING ERRCODE = 'P0001';
    END IF;
    IF ordered > funding_approved(requisition)
       - (SELECT coalesce(sum(amount), 0) FROM funding_payment WHERE requisition_id = requisition) THEN
        RAISE EXCEPTION 'Det som betalas ut ryms inte i det som är godkänt.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0007_payments_are_one_table'),
    ]

    operations = [
        meetings.migrations.operations.Together(
            operations=[
                migrations.AddField(
                    model_name='historicalpurpose',
                    name='account',
                    field=models.CharField(blank=True, help_text='Tomt: det konto för utbetalda medel som står bland förbundets konton.', max_length=10, validators=[django.core.validators.RegexValidator('^[0-9]{3,10}\\Z', 'Skriv kontots nummer med 3–10 siffror.')], verbose_name='konto i bokföringen'),
                ),
                migrations.AddField(
                    model_name='purpose',
                    name='account',
                    field=models.CharField(blank=True, help_text='Tomt: det konto för utbetalda medel som står bland förbundets konton.', max_length=10, validators=[django.core.validators.RegexValidator('^[0-9]{3,10}\\Z', 'Skriv kontots nummer med 3–10 siffror.')], verbose_name='konto i bokföringen'),
                ),
                migrations.CreateModel(
                    name='Accounts',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('bank_account', models.CharField(help_text='I bokföringen, till exempel 1930.', max_length=10, validators=[django.core.validators.RegexValidator('^[0-9]{3,10}\\Z', 'Skriv kontots nummer med 3–10 siffror.')], verbose_name='konto för banken')),
                        ('cost_account', models.CharField(help_text='Gäller insatser vars ändamål inte har ett eget konto.', max_length=10, validators=[django.core.validators.RegexValidator('^[0-9]{3,10}\\Z', 'Skriv kontots nummer med 3–10 siffror.')], verbose_name='konto för utbetalda medel')),
                        ('series', models.CharField(default='M', max_length=5, validators=[django.core.validators.RegexValidator('^[A-Z0-9]+\\Z', 'Skriv bokstäver A–Z och siffror.')], verbose_name='verifikationsserie')),
                        ('bankgiro', models.CharField(blank=True, help_text='Betalfilen dras härifrån.', max_length=9, validators=[funding.models.export.is_bankgiro], verbose_name='förbundets bankgiro')),
                        ('iban', models.CharField(blank=True, help_text='Om banken vill ha det i stället för bankgirot.', max_length=34, validators=[funding.models.export.is_iban], verbose_name='förbundets IBAN')),
                        ('bic', models.CharField(blank=True, max_length=11, validators=[django.core.validators.RegexValidator('^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?\\Z', 'Skriv 8 eller 11 tecken.')], verbose_name='bankens BIC')),
                        ('association', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='meetings.association', verbose_name='förbund')),
                    ],
                    options={
                        'verbose_name': 'konton för medel',
                        'verbose_name_plural': 'konton för medel',
                    },
                ),
                migrations.CreateModel(
                    name='Export',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                        ('kind', models.CharField(choices=[('sie', 'Bokföring (SIE 4)'), ('bank', 'Betalfil till banken')], max_length=5, verbose_name='slag')),
                        ('number', models.PositiveIntegerField(verbose_name='nummer')),
                        ('first_day', models.DateField(verbose_name='från och med')),
                        ('last_day', models.DateField(verbose_name='till och med')),
                        ('made_at', models.DateTimeField(verbose_name='gjord')),
                        ('association', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='meetings.association', verbose_name='förbund')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile')),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'exportfil',
                        'verbose_name_plural': 'exportfiler',
                        'ordering': ['-made_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ExportedPayment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(verbose_name='verifikation')),
                        ('export', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='funding.export')),
                        ('payment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='exported', to='funding.payment')),
                    ],
                    options={
                        'verbose_name': 'betalning i exportfil',
                        'verbose_name_plural': 'betalningar i exportfil',
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalAccounts',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('bank_account', models.CharField(help_text='I bokföringen, till exempel 1930.', max_length=10, validators=[django.core.validators.RegexValidator('^[0-9]{3,10}\\Z', 'Skriv kontots nummer med 3–10 siffror.')], verbose_name='konto för banken')),
                        ('cost_account', models.CharField(help_text='Gäller insatser vars ändamål inte har ett eget konto.', max_length=10, validators=[django.core.validators.RegexValidator('^[0-9]{3,10}\\Z', 'Skriv kontots nummer med 3–10 siffror.')], verbose_name='konto för utbetalda medel')),
                        ('series', models.CharField(default='M', max_length=5, validators=[django.core.validators.RegexValidator('^[A-Z0-9]+\\Z', 'Skriv bokstäver A–Z och siffror.')], verbose_name='verifikationsserie')),
                        ('bankgiro', models.CharField(blank=True, help_text='Betalfilen dras härifrån.', max_length=9, validators=[funding.models.export.is_bankgiro], verbose_name='förbundets bankgiro')),
                        ('iban', models.CharField(blank=True, help_text='Om banken vill ha det i stället för bankgirot.', max_length=34, validators=[funding.models.export.is_iban], verbose_name='förbundets IBAN')),
                        ('bic', models.CharField(blank=True, max_length=11, validators=[django.core.validators.RegexValidator('^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?\\Z', 'Skriv 8 eller 11 tecken.')], verbose_name='bankens BIC')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('association', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.association', verbose_name='förbund')),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historik',
                        'verbose_name_plural': 'historical konton för medel',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='PaymentOrder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='belopp')),
                        ('name', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='mottagare')),
                        ('account', models.CharField(max_length=50, validators=[meetings.models.validators.printable], verbose_name='konto')),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='inte sänt')),
                        ('cancelled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('export', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='funding.export')),
                        ('payment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='order', to='funding.payment')),
                        ('requisition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='funding.requisition')),
                    ],
                    options={
                        'verbose_name': 'betalningsuppdrag',
                        'verbose_name_plural': 'betalningsuppdrag',
                        'ordering': ['id'],
                    },
                ),
                migrations.AddConstraint(
                    model_name='export',
                    constraint=models.UniqueConstraint(fields=('association', 'kind', 'number'), name='export_number_unique'),
                ),
                migrations.AddConstraint(
                    model_name='paymentorder',
                    constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='payment_order_is_positive'),
                ),
                migrations.AddConstraint(
                    model_name='paymentorder',
                    constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True), ('payment__isnull', True)), fields=('requisition',), name='payment_order_one_waits', violation_error_message='Rekvisitionen ligger redan i en betalfil.'),
                ),
                migrations.AddConstraint(
                    model_name='paymentorder',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), ('payment__isnull', True)), _connector='OR'), name='payment_order_paid_or_cancelled'),
                ),
            ],
        ),
        migrations.RunSQL(ORDERS, "DROP FUNCTION funding_refuse_order(bigint, numeric);"),
        meetings.migrations.operations.SetTriggers(
            triggers={
                'export': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='10aaaa7fae30955c6c723641a9ec8b93eac87daf', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_84654', table='funding_export', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='5c37bedaf53d8911669394e9f713e911a2eb64be', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_eb1ff', table='funding_export', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='4e5c746b95388f59b59db2b32953af2ebfee178e', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_92ebb', table='funding_export', when='AFTER'))],
                'exportedpayment': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7e8b7d7f55745d1d4a2eff336b5ebc0f068009ff', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_e8847', table='funding_exportedpayment', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='b0d06f3a505bba8e93a3c006bf2876577666f910', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_fc921', table='funding_exportedpayment', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='61f57e3ddd991cb781a4fbcdeab9c5179fd6d2ad', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_f4ad8', table='funding_exportedpayment', when='AFTER'))],
                'historicalaccounts': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='cec685a0b461239f78a29264f8f0ab5412abf734', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_3a5d4', table='funding_historicalaccounts', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='0f370e96489680a22e5bdb7cba7b51df1971a892', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_c2e73', table='funding_historicalaccounts', when='BEFORE'))],
                'paymentorder': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['payment_id', 'cancelled_at', 'cancelled_by_id']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['payment_id', 'cancelled_at', 'cancelled_by_id']::text[] OR (OLD.payment_id IS DISTINCT FROM NEW.payment_id AND coalesce(OLD.payment_id::text, '') <> '') OR (OLD.cancelled_at IS DISTINCT FROM NEW.cancelled_at AND coalesce(OLD.cancelled_at::text, '') <> '') OR (OLD.cancelled_by_id IS DISTINCT FROM NEW.cancelled_by_id AND coalesce(OLD.cancelled_by_id::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='edb4295e2c9a79a6acdc3357e40a448f36c91bac', operation='UPDATE', pgid='pgtrigger_fixed_22b17', table='funding_paymentorder', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='3bbb31838edcc90b57dc733c3be372597eda71ad', operation='DELETE', pgid='pgtrigger_never_deleted_a567e', table='funding_paymentorder', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='167f9e93cc575e9946b83386e4813cde6bd1071c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ddbf3', table='funding_paymentorder', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='ba7f7882253fcf1324b6a8ffa14ab5d83811cfd4', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_33338', table='funding_paymentorder', when='AFTER')), pgtrigger.compiler.Trigger(name='orders_what_is_approved', sql=meetings.models.guards.GuardSql(func='PERFORM funding_refuse_order(NEW.requisition_id, NEW.amount); RETURN NEW;', hash='2a3f308f656f518cbb38be5d8b241f3a4267bde9', operation='INSERT', pgid='pgtrigger_orders_what_is_approved_98561', table='funding_paymentorder', when='BEFORE'))],
            },
        ),
    ]
