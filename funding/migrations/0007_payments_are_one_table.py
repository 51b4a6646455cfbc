"""Payments, failed payments, corrections and repayments are rows of one table; requisitions are approved in part."""

import django.db.models.deletion
import meetings.migrations.operations
import meetings.models.guards
import meetings.models.validators
import pgtrigger.compiler
from django.db import migrations, models

COUNTED = """
CREATE FUNCTION funding_approved(requisition bigint) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce((SELECT a.amount FROM funding_approval a WHERE a.requisition_id = r.id AND a.step = 'attest'), r.amount)
    FROM funding_requisition r WHERE r.id = requisition
$$;

CREATE OR REPLACE FUNCTION funding_requisitioned(measure bigint, of_year integer, but bigint) RETURNS numeric
LANGUAGE sql AS $$
    SELECT coalesce(sum(funding_approved(id)), 0) FROM funding_requisition
    WHERE measure_id = measure AND year = of_year AND refused_at IS NULL AND id IS DISTINCT FROM but
$$;

CREATE FUNCTION funding_refuse_approved_amount(requisition bigint, step text, approved numeric) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF approved >= (SELECT amount FROM funding_requisition WHERE id = requisition) THEN
        RAISE EXCEPTION 'Det godkända beloppet är mindre än det begärda, eller anges inte.' USING ERRCODE = 'P0001';
    END IF;
    IF step = 'attest' AND NOT EXISTS (
        SELECT 1 FROM funding_approval a WHERE a.requisition_id = requisition AND a.step = 'review'
        AND a.amount IS NOT DISTINCT FROM approved
    ) THEN
        RAISE EXCEPTION 'Den som attesterar godkänner det som är granskat.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

PAYING = """
CREATE FUNCTION funding_paid(of_measure bigint, of_year integer) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(sum(p.amount), 0) FROM funding_payment p JOIN funding_requisition q ON q.id = p.requisition_id
    WHERE q.measure_id = of_measure AND q.year = of_year
$$;

CREATE FUNCTION funding_repaid(of_measure bigint, of_year integer) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(-sum(p.amount), 0) FROM funding_payment p WHERE p.measure_id = of_measure AND p.year = of_year
$$;

CREATE FUNCTION funding_refuse_correction(one funding_payment) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    wrong funding_payment;
BEGIN
    SELECT * INTO wrong FROM funding_payment WHERE id = one.corrects_id;
    IF wrong.requisition_id IS DISTINCT FROM one.requisition_id OR wrong.measure_id IS DISTINCT FROM one.measure_id
       OR wrong.year IS DISTINCT FROM one.year THEN
        RAISE EXCEPTION 'En rättelse hör till samma rekvisition eller insats och år.' USING ERRCODE = 'P0001';
    END IF;
    IF sign(one.amount) = sign(wrong.amount) THEN
        IF one.kind <> wrong.kind OR NOT EXISTS (
            SELECT 1 FROM funding_payment p WHERE p.corrects_id = wrong.id AND sign(p.amount) = -sign(wrong.amount)
        ) THEN
            RAISE EXCEPTION 'Den felaktiga betalningen tas upp med omvänt belopp först.' USING ERRCODE = 'P0001';
        END IF;
    ELSIF one.amount <> -wrong.amount THEN
        RAISE EXCEPTION 'En rättelse tar upp hela det felaktiga beloppet omvänt.' USING ERRCODE = 'P0001';
    ELSIF (one.day < wrong.day AND one.kind IN ('failed', 'reversed')) OR NOT (one.kind = wrong.kind OR (wrong.kind = 'paid' AND wrong.amount > 0
          AND one.kind IN ('failed', 'reversed')) OR (wrong.kind IN ('failed', 'reversed') AND one.kind = 'paid')) THEN
        RAISE EXCEPTION 'Betalningen kan inte rättas så.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_payment(one funding_payment) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    of_measure bigint := one.measure_id;
    of_year integer := one.year;
    paid numeric;
    attested date;
BEGIN
    IF one.requisition_id IS NOT NULL THEN
        PERFORM funding_lock_requisition(one.requisition_id);
        SELECT q.measure_id, q.year INTO of_measure, of_year FROM funding_requisition q WHERE q.id = one.requisition_id;
    ELSE
        PERFORM 1 FROM funding_measure WHERE id = of_measure FOR UPDATE;
    END IF;
    IF one.day > (least(one.at, now()) AT TIME ZONE 'Europe/Stockholm')::date THEN
        RAISE EXCEPTION 'Dagen har inte varit än.' USING ERRCODE = 'P0001';
    END IF;
    IF one.corrects_id IS NOT NULL THEN
        PERFORM funding_refuse_correction(one);
    END IF;
    IF one.requisition_id IS NOT NULL THEN
        SELECT (max(a.at) AT TIME ZONE 'Europe/Stockholm')::date INTO attested FROM funding_approval a
        WHERE a.requisition_id = one.requisition_id HAVING count(*) = 2;
        IF attested IS NULL THEN
            RAISE EXCEPTION 'Två personer måste godkänna rekvisitionen först.' USING ERRCODE = 'P0001';
        END IF;
        IF one.day < attested THEN
            RAISE EXCEPTION 'Rekvisitionen var inte attesterad den dagen.' USING ERRCODE = 'P0001';
        END IF;
        SELECT coalesce(sum(p.amount), 0) INTO paid FROM funding_payment p WHERE p.requisition_id = one.requisition_id;
        IF paid < 0 OR paid > funding_approved(one.requisition_id) THEN
            RAISE EXCEPTION 'Det som betalas ut ryms inte i det som är godkänt.' USING ERRCODE = 'P0001';
        END IF;
    ELSIF one.day < (SELECT min(p.day) FROM funding_payment p JOIN funding_requisition q ON q.id = p.requisition_id
                     WHERE q.measure_id = of_measure AND q.year = of_year) THEN
        RAISE EXCEPTION 'Inget var utbetalt den dagen.' USING ERRCODE = 'P0001';
    END IF;
    IF funding_repaid(of_measure, of_year) NOT BETWEEN 0 AND funding_paid(of_measure, of_year) THEN
        RAISE EXCEPTION 'Så mycket har inte betalats ut för %.', of_year USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

BEFORE = """
CREATE OR REPLACE FUNCTION funding_requisitioned(measure bigint, of_year integer, but bigint) RETURNS numeric
LANGUAGE sql AS $$
    SELECT coalesce(sum(amount), 0) FROM funding_requisition
    WHERE measure_id = measure AND year = of_year AND refused_at IS NULL AND id IS DISTINCT FROM but
$$;

DROP FUNCTION funding_refuse_payment(funding_payment);
DROP FUNCTION funding_refuse_correction(funding_payment);
DROP FUNCTION funding_repaid(bigint, integer);
DROP FUNCTION funding_paid(bigint, integer);
DROP FUNCTION funding_refuse_approved_amount(bigint, text, numeric);
DROP FUNCTION funding_approved(bigint);
"""

# As they were noted: a day that is wrong is still what was written.
REPAYMENTS = """
INSERT INTO funding_payment (measure_id, year, kind, day, amount, reference, note, at, by_id)
SELECT measure_id, year, 'repaid', day, -amount, '', note, at, by_id FROM funding_repayment ORDER BY id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
OLD_FUNCTIONS = """
DROP FUNCTION funding_refuse_repayment(bigint, integer, numeric);
DROP FUNCTION funding_refuse_payment(bigint, numeric);
"""
OLD = """
CREATE FUNCTION funding_refuse_payment(requisition bigint, paid numeric) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM funding_lock_requisition(requisition);
    IF (SELECT count(*) FROM funding_approval WHERE requisition_id = requisition) < 2 THEN
        RAISE EXCEPTION 'Två personer måste godkänna rekvisitionen först.' USING ERRCODE = 'P0001';
    END IF;
    IF paid IS DISTINCT FROM (SELECT amount FROM funding_requisition WHERE id = requisition) THEN
        RAISE EXCEPTION 'Utbetalningen ska vara lika stor som rekvisitionen.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_repayment(measure bigint, of_year integer, amount numeric)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM funding_measure WHERE id = measure FOR UPDATE;
    IF amount + (SELECT coalesce(sum(r.amount), 0) FROM funding_repayment r WHERE r.measure_id = measure AND r.year = of_year)
       > (SELECT coalesce(sum(p.amount), 0) FROM funding_payment p JOIN funding_requisition q ON q.id = p.requisition_id
          WHERE q.measure_id = measure AND q.year = of_year) THEN
        RAISE EXCEPTION 'Så mycket har inte betalats ut för %.', of_year USING ERRCODE = 'P0001';
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0006_the_paragraph_is_the_decision'),
    ]

    operations = [
        meetings.migrations.operations.Together(
            operations=[
                migrations.AlterModelOptions(
                    name='payment',
                    options={'ordering': ['day', 'id'], 'verbose_name': 'betalning', 'verbose_name_plural': 'betalningar'},
                ),
                migrations.AlterModelOptions(
                    name='repayment',
                    options={'ordering': ['day', 'id'], 'verbose_name': 'tidigare återbetalning', 'verbose_name_plural': 'tidigare återbetalningar'},
                ),
                migrations.RemoveConstraint(
                    model_name='payment',
                    name='payment_is_positive',
                ),
                migrations.AddField(
                    model_name='approval',
                    name='amount',
                    field=models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='godkänt belopp'),
                ),
                migrations.AddField(
                    model_name='approval',
                    name='note',
                    field=models.CharField(blank=True, max_length=500, validators=[meetings.models.validators.printable], verbose_name='skäl till att det är mindre'),
                ),
                migrations.AddField(
                    model_name='payment',
                    name='corrects',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='funding.payment', verbose_name='rättar'),
                ),
                migrations.AddField(
                    model_name='payment',
                    name='kind',
                    field=models.CharField(choices=[('paid', 'Utbetalning'), ('failed', 'Misslyckad utbetalning'), ('reversed', 'Återförd utbetalning'), ('repaid', 'Återbetalning')], default='paid', max_length=10, verbose_name='slag'),
                ),
                migrations.AddField(
                    model_name='payment',
                    name='measure',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repayments', to='funding.measure'),
                ),
                migrations.AddField(
                    model_name='payment',
                    name='note',
                    field=models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='anteckning'),
                ),
                migrations.AddField(
                    model_name='payment',
                    name='year',
                    field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='budgetår'),
                ),
                migrations.AddField(
                    model_name='requisition',
                    name='ending',
                    field=models.CharField(blank=True, choices=[('returned', 'Tillbakaskickad'), ('taken_back', 'Återtagen')], default='', max_length=10, verbose_name='hur den slutade'),
                ),
                migrations.AddField(
                    model_name='requisition',
                    name='replaces',
                    field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='funding.requisition', verbose_name='ersätter'),
                ),
                migrations.AlterField(
                    model_name='payment',
                    name='day',
                    field=models.DateField(verbose_name='dag'),
                ),
                migrations.AlterField(
                    model_name='payment',
                    name='requisition',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='funding.requisition'),
                ),
                migrations.AlterField(
                    model_name='repayment',
                    name='measure',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.measure'),
                ),
                migrations.AddConstraint(
                    model_name='approval',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('note', '')), models.Q(('amount__gt', 0), models.Q(('note', ''), _negated=True)), _connector='OR'), name='approval_of_less_has_reason', violation_error_message='Skriv varför hela beloppet inte godkänns.'),
                ),
                migrations.AddConstraint(
                    model_name='payment',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'repaid'), ('measure__isnull', False), ('requisition__isnull', True), ('year__isnull', False)), models.Q(models.Q(('kind', 'repaid'), _negated=True), ('measure__isnull', True), ('requisition__isnull', False), ('year__isnull', True)), _connector='OR'), name='payment_of_requisition_or_measure'),
                ),
                migrations.AddConstraint(
                    model_name='payment',
                    constraint=models.CheckConstraint(condition=models.Q(('corrects__isnull', False), models.Q(('amount__gt', 0), ('kind', 'paid')), models.Q(('amount__lt', 0), ('kind', 'repaid')), _connector='OR'), name='payment_goes_out_and_repayment_in'),
                ),
                migrations.AddConstraint(
                    model_name='payment',
                    constraint=models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='payment_is_not_zero'),
                ),
                migrations.AddConstraint(
                    model_name='payment',
                    constraint=models.UniqueConstraint(condition=models.Q(('amount__gt', 0)), fields=('corrects',), name='payment_corrected_once_out'),
                ),
                migrations.AddConstraint(
                    model_name='payment',
                    constraint=models.UniqueConstraint(condition=models.Q(('amount__lt', 0)), fields=('corrects',), name='payment_corrected_once_in'),
                ),
                migrations.AddConstraint(
                    model_name='requisition',
                    constraint=models.CheckConstraint(condition=models.Q(('ending', ''), ('refused_at__isnull', False), _connector='OR'), name='requisition_ending_has_time'),
                ),
            ],
        ),
        meetings.migrations.operations.SetTriggers(
            triggers={
                'payment': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7bfdb84e5603c447ed5144156ba20eae2439817f', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_2a5bb', table='funding_payment', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='bf770680833fc22c44df3f6403c6bbe64c6da26d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_cec80', table='funding_payment', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='3e7e1e0395daff4ae8c4a71789d202f6bdf017f4', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_ac354', table='funding_payment', when='AFTER'))],
            },
        ),
        migrations.RunSQL(COUNTED + PAYING, BEFORE),
        migrations.RunSQL(REPAYMENTS, migrations.RunSQL.noop),
        meetings.migrations.operations.SetTriggers(
            triggers={
                'approval': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='9afc72d70ab4da049bfd7e0a7b6f5939d6cbb3b5', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_a3f35', table='funding_approval', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='a844724f814c86e5816577dabe06e9c75214acc8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_5f421', table='funding_approval', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='fe98742d527f91c735f888b547f3ac30727185d1', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_da367', table='funding_approval', when='AFTER')), pgtrigger.compiler.Trigger(name='two_persons', sql=meetings.models.guards.GuardSql(func='PERFORM funding_refuse_approval(NEW.requisition_id, NEW.person_id); PERFORM funding_refuse_approved_amount(NEW.requisition_id, NEW.step::text, NEW.amount); RETURN NEW;', hash='22af00752f19ea7df59e5ab0b5b1f1e98c136672', operation='INSERT', pgid='pgtrigger_two_persons_c5d53', table='funding_approval', when='BEFORE'))],
                'payment': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7bfdb84e5603c447ed5144156ba20eae2439817f', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_2a5bb', table='funding_payment', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='bf770680833fc22c44df3f6403c6bbe64c6da26d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_cec80', table='funding_payment', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='3e7e1e0395daff4ae8c4a71789d202f6bdf017f4', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_ac354', table='funding_payment', when='AFTER')), pgtrigger.compiler.Trigger(name='balances', sql=meetings.models.guards.GuardSql(func='PERFORM funding_refuse_payment(NEW); RETURN NULL;', hash='37048da8d4d3dd98e00d3b1b41a49dc4fa5980e9', operation='INSERT', pgid='pgtrigger_balances_46250', table='funding_payment', when='AFTER'))],
                'repayment': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='b39925c5eaebd2aa40412d8c30acdf7b7d3099d3', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_0c941', table='funding_repayment', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='389dea9a1642b805df753392d91b1b23861a6e0c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_df9b3', table='funding_repayment', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='3ed9bd8238f125eecd990607947d802a21f5dcf7', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_28035', table='funding_repayment', when='AFTER')), pgtrigger.compiler.Trigger(name='no_more_rows', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Återbetalningar antecknas bland betalningarna.' USING ERRCODE = 'P0001';", hash='cbecbe90e4b9d540ff16229b07ed5c4f840b256b', operation='INSERT', pgid='pgtrigger_no_more_rows_ddf5a', table='funding_repayment', when='BEFORE'))],
                'requisition': [pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7f167f624f70e297e7727e7058e76d8317c265ad', operation='DELETE', pgid='pgtrigger_never_deleted_6cc1d', table='funding_requisition', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='01b729b3459873032d8748d891ae1c829960befd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_48c97', table='funding_requisition', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='0f59185d9831c66a330426b15de6a456437de31c', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_f1318', table='funding_requisition', when='AFTER')), pgtrigger.compiler.Trigger(name='within_grant', sql=meetings.models.guards.GuardSql(func='PERFORM funding_refuse_overspending(NEW.measure_id, NEW.year::integer, NEW.id, CASE WHEN NEW.refused_at IS NULL THEN NEW.amount ELSE 0 END); RETURN NEW;', hash='b8c9a4d9e9ed9ebdefd6bfb0994d7d199fad05d8', operation='INSERT OR UPDATE', pgid='pgtrigger_within_grant_ab774', table='funding_requisition', when='BEFORE')), pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['refused_at', 'refused_by_id', 'refusal', 'ending']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['refused_at', 'refused_by_id', 'refusal', 'ending']::text[] OR (OLD.refused_at IS DISTINCT FROM NEW.refused_at AND coalesce(OLD.refused_at::text, '') <> '') OR (OLD.refused_by_id IS DISTINCT FROM NEW.refused_by_id AND coalesce(OLD.refused_by_id::text, '') <> '') OR (OLD.refusal IS DISTINCT FROM NEW.refusal AND coalesce(OLD.refusal::text, '') <> '') OR (OLD.ending IS DISTINCT FROM NEW.ending AND coalesce(OLD.ending::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='46823f895b7302dc2bf475164388a639c4f14c1d', operation='UPDATE', pgid='pgtrigger_fixed_a33e6', table='funding_requisition', when='BEFORE')), pgtrigger.compiler.Trigger(name='no_refusal_of_paid', sql=meetings.models.guards.GuardSql(condition='WHEN (OLD."ending" IS DISTINCT FROM (NEW."ending") OR OLD."refused_at" IS DISTINCT FROM (NEW."refused_at"))', func="IF OLD.refused_at IS NOT NULL THEN RAISE EXCEPTION 'Rekvisitionen är redan avgjord och ändras inte.' USING ERRCODE = 'P0001'; END IF; IF (SELECT sum(amount) FROM funding_payment WHERE requisition_id = NEW.id) > 0 THEN RAISE EXCEPTION 'Rekvisitionen är utbetald.' USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='da1fa090c899b66d2cdd5a9945540f0481114a3c', operation='UPDATE', pgid='pgtrigger_no_refusal_of_paid_49c3d', table='funding_requisition', when='BEFORE'))],
            },
        ),
        migrations.RunSQL(OLD_FUNCTIONS, OLD),
    ]
