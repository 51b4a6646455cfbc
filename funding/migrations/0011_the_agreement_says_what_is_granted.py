"""An agreement says the sum that is granted, and none while a § waits for its figures."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

import meetings.models.guards
from meetings.migrations.operations import Together

READ = """
CREATE FUNCTION funding_refuse_unread(of_measure bigint, kinds text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM funding_measure m
        JOIN funding_boarddecision d ON d.application_id = m.application_id
        JOIN funding_placement p ON p.paragraph_id = d.paragraph_id
        WHERE m.id = of_measure AND p.wording_reason <> '' AND d.letter_id IS NOT NULL
          AND d.outcome IN ('granted', 'partly_granted') AND (kinds IS NULL OR d.kind = ANY (kinds))
          AND NOT EXISTS (SELECT 1 FROM funding_decidedamount a WHERE a.decision_id = d.id)
    ) THEN
        RAISE EXCEPTION 'Beloppen i en paragraf behöver anges först.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (
        SELECT 1 FROM funding_measure m
        JOIN funding_placement p ON p.application_id = m.application_id
        JOIN meetings_paragraph g ON g.id = p.paragraph_id
        JOIN meetings_meeting t ON t.id = g.meeting_id
        JOIN meetings_protocolparagraph l ON l.paragraph_id = g.id
        JOIN meetings_verification v ON v.protocol_id = l.protocol_id
        WHERE m.id = of_measure AND meetings_decides(t.body_id) AND (kinds IS NULL OR p.kind = ANY (kinds))
          AND NOT EXISTS (SELECT 1 FROM funding_boarddecision d WHERE d.paragraph_id = g.id)
    ) THEN
        RAISE EXCEPTION 'Utfallet i en justerad paragraf behöver registreras först.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_other_total(of_measure bigint, snapshot jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM funding_measure WHERE id = of_measure FOR UPDATE;
    PERFORM funding_refuse_unread(of_measure, NULL);
    IF (snapshot ->> 'total')::numeric IS DISTINCT FROM
       (SELECT coalesce(sum(amount), 0) FROM funding_grant WHERE measure_id = of_measure) THEN
        RAISE EXCEPTION 'Avtalets belopp är inte det som är beviljat.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
BEFORE = """
DROP FUNCTION funding_refuse_other_total(bigint, jsonb);
DROP FUNCTION funding_refuse_unread(bigint, text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("funding", "0010_the_end_of_a_measure_and_of_a_year")]

    operations = [
        migrations.RunSQL(READ, BEFORE),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="agreement",
                    trigger=pgtrigger.compiler.Trigger(
                        name="says_what_is_granted",
                        sql=meetings.models.guards.GuardSql(
                            func="PERFORM funding_refuse_other_total(NEW.measure_id, NEW.snapshot); RETURN NEW;",
                            hash="99353219b13d70ae30463325e2635ec2d3890954",
                            operation='INSERT OR UPDATE OF "sealed_at"',
                            pgid="pgtrigger_says_what_is_granted_18b37",
                            table="funding_agreement",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="requisition",
                    trigger=pgtrigger.compiler.Trigger(
                        name="figures_are_read",
                        sql=meetings.models.guards.GuardSql(
                            func="PERFORM funding_refuse_unread(NEW.measure_id, ARRAY['reduction', 'early_end',"
                            " 'carry_over']); RETURN NEW;",
                            hash="f6aaf12134b2ecba53c6116e031b63a377a5cf60",
                            operation="INSERT",
                            pgid="pgtrigger_figures_are_read_d6529",
                            table="funding_requisition",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
