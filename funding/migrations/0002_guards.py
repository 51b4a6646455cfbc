"""What no constraint can say of money: the functions that the triggers of funding/models/guards.py call.

Each takes the measure's row first, so that two who are at it at once come one after the other.
"""

from django.db import migrations

SPENDING = """
CREATE FUNCTION funding_requisitioned(measure bigint, of_year integer, but bigint) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(sum(amount), 0) FROM funding_requisition
    WHERE measure_id = measure AND year = of_year AND refused_at IS NULL AND id IS DISTINCT FROM but
$$;

CREATE FUNCTION funding_granted(measure bigint, of_year integer) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(sum(amount), 0) FROM funding_grant WHERE measure_id = measure AND year = of_year
$$;

CREATE FUNCTION funding_refuse_overspending(measure bigint, of_year integer, requisition bigint, amount numeric)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM funding_measure WHERE id = measure FOR UPDATE;
    IF amount > 0 AND NOT EXISTS (
        SELECT 1 FROM funding_budget b JOIN funding_measure m ON m.association_id = b.association_id
        WHERE m.id = measure AND b.year = of_year AND b.adopted_in_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Budgeten för % är inte fastställd.', of_year USING ERRCODE = 'P0001';
    END IF;
    IF amount > 0 AND funding_requisitioned(measure, of_year, requisition) + amount > funding_granted(measure, of_year) THEN
        RAISE EXCEPTION 'Beloppet är större än det som återstår för %.', of_year USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_uncovered(measure bigint, of_year integer, amount numeric)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM funding_measure WHERE id = measure FOR UPDATE;
    IF funding_granted(measure, of_year) + amount < funding_requisitioned(measure, of_year, NULL) THEN
        RAISE EXCEPTION 'Så mycket finns inte kvar av det som beviljats för %.', of_year USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

PAYING = """
CREATE FUNCTION funding_lock_requisition(requisition bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM funding_measure m JOIN funding_requisition r ON r.measure_id = m.id
    WHERE r.id = requisition FOR UPDATE OF m;
    IF EXISTS (SELECT 1 FROM funding_requisition WHERE id = requisition AND refused_at IS NOT NULL) THEN
        RAISE EXCEPTION 'Rekvisitionen är avvisad.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_approval(requisition bigint, person bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM funding_lock_requisition(requisition);
    IF NOT EXISTS (
        SELECT 1 FROM meetings_role r
        JOIN funding_measure m ON m.association_id = r.association_id
        JOIN funding_requisition q ON q.measure_id = m.id
        WHERE q.id = requisition AND r.person_id = person AND r.kind IN ('secretary', 'manager')
    ) THEN
        RAISE EXCEPTION 'Bara kansliet granskar och attesterar.' USING ERRCODE = 'P0001';
    END IF;
END $$;

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

FUNCTIONS = [
    "funding_refuse_repayment(bigint, integer, numeric)",
    "funding_refuse_payment(bigint, numeric)",
    "funding_refuse_approval(bigint, bigint)",
    "funding_lock_requisition(bigint)",
    "funding_refuse_uncovered(bigint, integer, numeric)",
    "funding_refuse_overspending(bigint, integer, bigint, numeric)",
    "funding_granted(bigint, integer)",
    "funding_requisitioned(bigint, integer, bigint)",
]


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]

    operations = [
        migrations.RunSQL(SPENDING + PAYING, "".join(f"DROP FUNCTION {name};" for name in FUNCTIONS)),
    ]
