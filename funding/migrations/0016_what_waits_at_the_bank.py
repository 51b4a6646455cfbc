"""What waits at the bank has its room in what is approved: no other row takes it, and nobody ends its requisition."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import meetings.models.guards
from meetings.migrations.operations import Together

ORDERED = """
CREATE FUNCTION funding_refuse_ordered(of_requisition bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM funding_paymentorder o
        WHERE o.requisition_id = of_requisition AND o.payment_id IS NULL AND o.cancelled_at IS NULL
    ) THEN
        RAISE EXCEPTION 'Rekvisitionen ligger i en betalfil.' USING ERRCODE = 'P0001';
    END IF;
END $$;

-- The payment that carries the order out is there before the order says so.
CREATE FUNCTION funding_refuse_ordered_payment(one funding_payment) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF one.requisition_id IS NOT NULL AND one.amount > 0 AND EXISTS (
        SELECT 1 FROM funding_paymentorder o
        WHERE o.requisition_id = one.requisition_id AND o.payment_id IS NULL AND o.cancelled_at IS NULL
          AND NOT (one.corrects_id IS NULL AND o.amount = one.amount)
          AND o.amount + (SELECT sum(p.amount) FROM funding_payment p WHERE p.requisition_id = one.requisition_id)
              > funding_approved(one.requisition_id)
    ) THEN
        RAISE EXCEPTION 'Det som ligger i en betalfil ryms då inte i det som är godkänt.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
BEFORE = """
DROP FUNCTION funding_refuse_ordered_payment(funding_payment);
DROP FUNCTION funding_refuse_ordered(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0015_identity_stays")]

    operations = [
        migrations.RunSQL(ORDERED, BEFORE),
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="payment",
                    name="balances",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="requisition",
                    name="no_refusal_of_paid",
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="payment",
                    trigger=pgtrigger.compiler.Trigger(
                        name="balances",
                        sql=meetings.models.guards.GuardSql(
                            func="PERFORM funding_refuse_payment(NEW); PERFORM funding_refuse_unfounded_payment(NEW); PERFORM funding_refuse_ordered_payment(NEW); RETURN NULL;",
                            hash="6c033a04599a4a2afb867b1a39dc375d83492731",
                            operation="INSERT",
                            pgid="pgtrigger_balances_46250",
                            table="funding_payment",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requisition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="no_refusal_of_paid",
                        sql=meetings.models.guards.GuardSql(
                            condition='WHEN (OLD."ending" IS DISTINCT FROM (NEW."ending") OR OLD."refused_at" IS DISTINCT FROM (NEW."refused_at"))',
                            func="IF OLD.refused_at IS NOT NULL THEN RAISE EXCEPTION 'Rekvisitionen är redan avgjord och ändras inte.' USING ERRCODE = 'P0001'; END IF; IF (SELECT sum(amount) FROM funding_payment WHERE requisition_id = NEW.id) > 0 THEN RAISE EXCEPTION 'Rekvisitionen är utbetald.' USING ERRCODE = 'P0001'; END IF; PERFORM funding_refuse_ordered(NEW.id); RETURN NEW;",
                            hash="39b2b241267dd454f1fd48260e211e47b140ad96",
                            operation="UPDATE",
                            pgid="pgtrigger_no_refusal_of_paid_49c3d",
                            table="funding_requisition",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
