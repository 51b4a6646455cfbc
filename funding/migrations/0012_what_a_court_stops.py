"""What a court stops pays nothing; a budget is adopted by its own §; a planned report can go before it is begun."""

import meetings.models.guards
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

from meetings.migrations.operations import Together

STANDING = """
CREATE FUNCTION funding_annulled(paragraph bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT 1 FROM meetings_appeal a WHERE a.paragraph_id = paragraph AND a.outcome = 'upheld')
$$;

CREATE FUNCTION funding_stood(paragraph bigint, on_day date) RETURNS boolean LANGUAGE sql AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM meetings_appeal a WHERE a.paragraph_id = paragraph AND (
            (a.outcome = 'upheld' AND a.closed <= on_day)
            OR (a.stayed <= on_day AND coalesce(a.stay_lifted > on_day, true) AND coalesce(a.closed > on_day, true))
        )
    )
$$;

-- What a § takes away is away until it is annulled: whichever way the court decides, there is enough.
CREATE OR REPLACE FUNCTION funding_granted(measure bigint, of_year integer) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(sum(amount), 0) FROM funding_grant WHERE measure_id = measure AND year = of_year
    AND CASE WHEN amount < 0 THEN NOT funding_annulled(paragraph_id) ELSE funding_stands(paragraph_id) END
$$;

CREATE FUNCTION funding_granted_on(measure bigint, of_year integer, on_day date) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(sum(amount), 0) FROM funding_grant WHERE measure_id = measure AND year = of_year
    AND CASE WHEN amount < 0 THEN NOT funding_annulled(paragraph_id) ELSE funding_stood(paragraph_id, on_day) END
$$;

CREATE FUNCTION funding_refuse_unfounded(of_requisition bigint, on_day date, more numeric) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    asked funding_requisition%ROWTYPE;
BEGIN
    SELECT * INTO asked FROM funding_requisition WHERE id = of_requisition;
    IF funding_paid(asked.measure_id, asked.year::integer) + more
       > funding_granted_on(asked.measure_id, asked.year::integer, on_day) THEN
        RAISE EXCEPTION 'Domstol har stoppat det beslut som medlen beviljades i.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_ordered(of_requisition bigint) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(sum(o.amount), 0) FROM funding_paymentorder o JOIN funding_requisition r ON r.id = o.requisition_id
    JOIN funding_requisition one ON one.measure_id = r.measure_id AND one.year = r.year
    WHERE one.id = of_requisition AND o.payment_id IS NULL AND o.cancelled_at IS NULL
$$;

CREATE OR REPLACE FUNCTION funding_refuse_other_total(of_measure bigint, snapshot jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM funding_measure WHERE id = of_measure FOR UPDATE;
    PERFORM funding_refuse_unread(of_measure, NULL);
    IF (snapshot ->> 'total')::numeric IS DISTINCT FROM (
        SELECT coalesce(sum(amount), 0) FROM funding_grant WHERE measure_id = of_measure AND NOT funding_annulled(paragraph_id)
    ) THEN
        RAISE EXCEPTION 'Avtalets belopp är inte det som är beviljat.' USING ERRCODE = 'P0001';
    END IF;
END $$;

-- More goes out only by a decision that stood that day, or when the bank has its file already.
CREATE FUNCTION funding_refuse_unfounded_payment(one funding_payment) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF one.requisition_id IS NOT NULL
       AND one.amount > coalesce((SELECT abs(p.amount) FROM funding_payment p WHERE p.id = one.corrects_id), 0)
       AND NOT EXISTS (
           SELECT 1 FROM funding_paymentorder o WHERE o.requisition_id = one.requisition_id
           AND o.payment_id IS NULL AND o.cancelled_at IS NULL AND o.amount = one.amount
       ) THEN
        PERFORM funding_refuse_unfounded(one.requisition_id, one.day, 0);
    END IF;
END $$;
"""

ADOPTING = """
CREATE FUNCTION funding_refuse_adoption(association bigint, paragraph bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM meetings_paragraph g
        JOIN meetings_meeting m ON m.id = g.meeting_id
        JOIN meetings_body b ON b.id = m.body_id
        JOIN meetings_protocolparagraph l ON l.paragraph_id = g.id
        JOIN meetings_verification v ON v.protocol_id = l.protocol_id
        JOIN meetings_decision d ON d.paragraph_id = g.id
        WHERE g.id = paragraph AND b.association_id = association AND b.kind = 'board'
          AND (g.heading ~* '\\mbudget' OR d.text ~* '\\mbudget')
    ) THEN
        RAISE EXCEPTION 'Budgeten fastställs av styrelsen i en justerad paragraf om budgeten.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_reopening(before funding_budget, after funding_budget) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF before.adopted_in_id IS NULL OR before.adopted_in_id IS NOT DISTINCT FROM after.adopted_in_id THEN
        RETURN;
    END IF;
    -- A requisition that is under way is sent before, or waits and is refused.
    PERFORM 1 FROM funding_measure WHERE association_id = before.association_id ORDER BY id FOR UPDATE;
    IF after.adopted_in_id IS NOT NULL OR after.reopened_because = '' THEN
        RAISE EXCEPTION 'Budgeten är fastställd. Att ångra det kräver ett skäl.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM funding_closedyear c WHERE c.budget_id = before.id) OR EXISTS (
        SELECT 1 FROM funding_requisition r JOIN funding_measure m ON m.id = r.measure_id
        WHERE m.association_id = before.association_id AND r.year = before.year AND r.refused_at IS NULL
    ) THEN
        RAISE EXCEPTION 'Medel för % är rekvirerade eller året är avslutat.', before.year USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

BEFORE = """
CREATE OR REPLACE FUNCTION funding_granted(measure bigint, of_year integer) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(sum(amount), 0) FROM funding_grant
    WHERE measure_id = measure AND year = of_year AND funding_stands(paragraph_id)
$$;

CREATE OR REPLACE FUNCTION funding_refuse_other_total(of_measure bigint, snapshot jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM funding_measure WHERE id = of_measure FOR UPDATE;
    PERFORM funding_refuse_unread(of_measure, NULL);
    IF (snapshot ->> 'total')::numeric IS DISTINCT FROM
       (SELECT coalesce(sum(amount), 0) FROM funding_grant WHERE measure_id = of_measure) THEN
        RAISE EXCEPTION 'Avtalets belopp är inte det som är beviljat.' USING ERRCODE = 'P0001';
    END IF;
END $$;

DROP FUNCTION funding_refuse_reopening(funding_budget, funding_budget);
DROP FUNCTION funding_refuse_adoption(bigint, bigint);
DROP FUNCTION funding_refuse_unfounded_payment(funding_payment);
DROP FUNCTION funding_ordered(bigint);
DROP FUNCTION funding_refuse_unfounded(bigint, date, numeric);
DROP FUNCTION funding_granted_on(bigint, integer, date);
DROP FUNCTION funding_stood(bigint, date);
DROP FUNCTION funding_annulled(bigint);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0011_the_agreement_says_what_is_granted'),
    ]

    operations = [
        Together([
            pgtrigger.migrations.RemoveTrigger(
                model_name='payment',
                name='balances',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='paymentorder',
                name='orders_what_is_approved',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='report',
                name='never_deleted',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='report',
                name='chained',
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='budget',
                trigger=pgtrigger.compiler.Trigger(name='adopted_by_its_section', sql=meetings.models.guards.GuardSql(func="IF TG_OP = 'UPDATE' THEN PERFORM funding_refuse_reopening(OLD, NEW); END IF; IF NEW.adopted_in_id IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.adopted_in_id IS DISTINCT FROM NEW.adopted_in_id) THEN PERFORM funding_refuse_adoption(NEW.association_id, NEW.adopted_in_id); END IF; RETURN NEW;", hash='dca121aa2afa7eea12ed3497c2371759604728b0', operation='INSERT OR UPDATE', pgid='pgtrigger_adopted_by_its_section_be814', table='funding_budget', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='payment',
                trigger=pgtrigger.compiler.Trigger(name='balances', sql=meetings.models.guards.GuardSql(func='PERFORM funding_refuse_payment(NEW); PERFORM funding_refuse_unfounded_payment(NEW); RETURN NULL;', hash='bf78fc346ef8dff3da6f65877253bcff593f8354', operation='INSERT', pgid='pgtrigger_balances_46250', table='funding_payment', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paymentorder',
                trigger=pgtrigger.compiler.Trigger(name='orders_what_is_approved', sql=meetings.models.guards.GuardSql(func="PERFORM funding_refuse_order(NEW.requisition_id, NEW.amount); PERFORM funding_refuse_unfounded(NEW.requisition_id, 'infinity', NEW.amount + funding_ordered(NEW.requisition_id)); RETURN NEW;", hash='262d62d6dd303bfe8957c34d7107fc9601e6b432', operation='INSERT', pgid='pgtrigger_orders_what_is_approved_98561', table='funding_paymentorder', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='report',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="IF TG_OP = 'DELETE' THEN PERFORM meetings_chain(TG_TABLE_NAME::text, OLD.id::bigint, OLD, 'Borttagen innan den fastställdes'); ELSE PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); END IF; RETURN NULL;", hash='8d0df2a102f968c510e7332755718365618f6435', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_chained_02f6c', table='funding_report', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='report',
                trigger=pgtrigger.compiler.Trigger(name='goes_unbegun', sql=meetings.models.guards.GuardSql(func="IF OLD.sent_at IS NOT NULL OR OLD.returned_at IS NOT NULL OR OLD.activities || OLD.results || OLD.deviations <> '' THEN RAISE EXCEPTION 'Rapporten är påbörjad och tas inte bort.' USING ERRCODE = 'P0001'; END IF; RETURN OLD;", hash='b6461e4c0a12d050b70f5cf460facf0aa71878cf', operation='DELETE', pgid='pgtrigger_goes_unbegun_a359d', table='funding_report', when='BEFORE')),
            ),
        ]),
        # A trigger that is removed leaves its function.
        migrations.RunSQL('DROP FUNCTION IF EXISTS pgtrigger_never_deleted_de827();', migrations.RunSQL.noop),
        migrations.RunSQL(STANDING + ADOPTING, BEFORE),
    ]
