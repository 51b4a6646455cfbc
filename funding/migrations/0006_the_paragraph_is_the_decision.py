"""What a § grants is fields of it, and the database holds money to it; what a court has stayed grants nothing."""

import django.db.models.deletion
import meetings.models.guards
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together

DECIDING = """
CREATE FUNCTION funding_refuse_leaving_agenda(application bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM funding_placement p
        JOIN meetings_paragraph g ON g.id = p.paragraph_id
        JOIN meetings_meeting m ON m.id = g.meeting_id
        JOIN meetings_body b ON b.id = m.body_id
        WHERE p.application_id = application AND p.kind = 'grant' AND g.removed_at IS NULL
          AND m.state <> 'cancelled' AND b.kind <> 'preparatory_group'
          AND NOT EXISTS (SELECT 1 FROM funding_boarddecision d WHERE d.paragraph_id = g.id)
    ) THEN
        RAISE EXCEPTION 'Ärendet står på en dagordning. Ta bort det därifrån först.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_other_sum(decision bigint, of_year integer, decided numeric, person bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    placed funding_placement%ROWTYPE;
BEGIN
    SELECT p.* INTO placed FROM funding_placement p JOIN funding_boarddecision d ON d.paragraph_id = p.paragraph_id
    WHERE d.id = decision;
    IF placed.wording_reason <> '' THEN
        IF person IS NULL OR person = placed.wording_by_id THEN
            RAISE EXCEPTION 'Någon annan än den som lät protokollets lydelse gälla anger beloppen.' USING ERRCODE = 'P0001';
        END IF;
    ELSIF NOT EXISTS (
        SELECT 1 FROM funding_placedamount a WHERE a.placement_id = placed.id AND a.year = of_year AND a.amount = decided
    ) THEN
        RAISE EXCEPTION 'Beloppet är inte det som står i paragrafens uppgifter.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_undecided(paragraph bigint, of_year integer, granted numeric)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM funding_placement WHERE paragraph_id = paragraph) THEN
        RETURN;
    END IF;
    PERFORM 1 FROM funding_placement WHERE paragraph_id = paragraph FOR UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM funding_decidedamount a JOIN funding_boarddecision d ON d.id = a.decision_id
        WHERE d.paragraph_id = paragraph AND a.year = of_year AND a.amount = granted
    ) OR EXISTS (SELECT 1 FROM funding_grant g WHERE g.paragraph_id = paragraph AND g.year = of_year) THEN
        RAISE EXCEPTION 'Beloppet är inte det som styrelsen har beslutat för %.', of_year USING ERRCODE = 'P0001';
    END IF;
END $$;

-- What a court has annulled or stayed grants nothing meanwhile.
CREATE FUNCTION funding_stands(paragraph bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT NOT EXISTS (
        SELECT 1 FROM meetings_appeal a WHERE a.paragraph_id = paragraph AND (
            a.outcome = 'upheld' OR (a.closed IS NULL AND a.stayed IS NOT NULL AND a.stay_lifted IS NULL)
        )
    )
$$;

CREATE OR REPLACE FUNCTION funding_granted(measure bigint, of_year integer) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(sum(amount), 0) FROM funding_grant
    WHERE measure_id = measure AND year = of_year AND funding_stands(paragraph_id)
$$;

CREATE OR REPLACE FUNCTION funding_refuse_uncovered(measure bigint, of_year integer, amount numeric)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM funding_measure WHERE id = measure FOR UPDATE;
    IF amount < 0 AND funding_granted(measure, of_year) + amount < funding_requisitioned(measure, of_year, NULL) THEN
        RAISE EXCEPTION 'Så mycket finns inte kvar av det som beviljats för %.', of_year USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION funding_refuse_uncovered(measure bigint, of_year integer, amount numeric)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM funding_measure WHERE id = measure FOR UPDATE;
    IF funding_granted(measure, of_year) + amount < funding_requisitioned(measure, of_year, NULL) THEN
        RAISE EXCEPTION 'Så mycket finns inte kvar av det som beviljats för %.', of_year USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION funding_granted(measure bigint, of_year integer) RETURNS numeric LANGUAGE sql AS $$
    SELECT coalesce(sum(amount), 0) FROM funding_grant WHERE measure_id = measure AND year = of_year
$$;

DROP FUNCTION funding_stands(bigint);
DROP FUNCTION funding_refuse_undecided(bigint, integer, numeric);
DROP FUNCTION funding_refuse_other_sum(bigint, integer, numeric, bigint);
DROP FUNCTION funding_refuse_leaving_agenda(bigint);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0005_words_and_unsent_texts'),
        ('meetings', '0006_the_courts_stay'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.RemoveConstraint(
                model_name='grant',
                name='grant_is_positive_unless_carried',
            ),
            migrations.AddField(
                model_name='budget',
                name='reopened_because',
                field=models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='varför fastställandet ångrades'),
            ),
            migrations.AddField(
                model_name='decidedamount',
                name='entered_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='historicalbudget',
                name='reopened_because',
                field=models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='varför fastställandet ångrades'),
            ),
            migrations.AddField(
                model_name='historicalplacement',
                name='first_day',
                field=models.DateField(blank=True, null=True, verbose_name='från och med'),
            ),
            migrations.AddField(
                model_name='historicalplacement',
                name='focus',
                field=models.CharField(blank=True, max_length=100, validators=[meetings.models.validators.printable], verbose_name='inriktning'),
            ),
            migrations.AddField(
                model_name='historicalplacement',
                name='has_esf',
                field=models.BooleanField(default=False, verbose_name='medfinansieras av ESF'),
            ),
            migrations.AddField(
                model_name='historicalplacement',
                name='measure_kind',
                field=models.CharField(blank=True, choices=[('individual', 'Individinriktad'), ('structural', 'Strukturövergripande')], max_length=12, verbose_name='insatsens slag'),
            ),
            migrations.AddField(
                model_name='historicalplacement',
                name='method',
                field=models.CharField(blank=True, max_length=100, validators=[meetings.models.validators.printable], verbose_name='uppföljningsmetod'),
            ),
            migrations.AddField(
                model_name='historicalplacement',
                name='purpose',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='funding.purpose', verbose_name='ändamål'),
            ),
            migrations.AddField(
                model_name='historicalplacement',
                name='wording_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='historicalplacement',
                name='wording_reason',
                field=models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='varför protokollets lydelse gäller'),
            ),
            migrations.AddField(
                model_name='placement',
                name='first_day',
                field=models.DateField(blank=True, null=True, verbose_name='från och med'),
            ),
            migrations.AddField(
                model_name='placement',
                name='focus',
                field=models.CharField(blank=True, max_length=100, validators=[meetings.models.validators.printable], verbose_name='inriktning'),
            ),
            migrations.AddField(
                model_name='placement',
                name='has_esf',
                field=models.BooleanField(default=False, verbose_name='medfinansieras av ESF'),
            ),
            migrations.AddField(
                model_name='placement',
                name='measure_kind',
                field=models.CharField(blank=True, choices=[('individual', 'Individinriktad'), ('structural', 'Strukturövergripande')], max_length=12, verbose_name='insatsens slag'),
            ),
            migrations.AddField(
                model_name='placement',
                name='method',
                field=models.CharField(blank=True, max_length=100, validators=[meetings.models.validators.printable], verbose_name='uppföljningsmetod'),
            ),
            migrations.AddField(
                model_name='placement',
                name='purpose',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.purpose', verbose_name='ändamål'),
            ),
            migrations.AddField(
                model_name='placement',
                name='wording_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='placement',
                name='wording_reason',
                field=models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='varför protokollets lydelse gäller'),
            ),
            migrations.AlterField(
                model_name='boarddecision',
                name='kind',
                field=models.CharField(choices=[('grant', 'Ansökan'), ('supplement', 'Tilläggsbeslut'), ('carry_over', 'Överförda medel'), ('reduction', 'Minskade eller återkallade medel'), ('early_end', 'Avslut i förtid'), ('prolongation', 'Förlängd tid')], max_length=12, verbose_name='ärende'),
            ),
            migrations.AlterField(
                model_name='grant',
                name='kind',
                field=models.CharField(choices=[('first', 'Beslut'), ('supplement', 'Tilläggsbeslut'), ('carry_over', 'Överförda medel'), ('reduction', 'Minskade eller återkallade medel')], default='first', max_length=12, verbose_name='slag'),
            ),
            migrations.AlterField(
                model_name='historicalplacement',
                name='kind',
                field=models.CharField(choices=[('grant', 'Ansökan'), ('supplement', 'Tilläggsbeslut'), ('carry_over', 'Överförda medel'), ('reduction', 'Minskade eller återkallade medel'), ('early_end', 'Avslut i förtid'), ('prolongation', 'Förlängd tid')], default='grant', max_length=12, verbose_name='ärende'),
            ),
            migrations.AlterField(
                model_name='historicalplacement',
                name='last_day',
                field=models.DateField(blank=True, null=True, verbose_name='till och med'),
            ),
            migrations.AlterField(
                model_name='placement',
                name='kind',
                field=models.CharField(choices=[('grant', 'Ansökan'), ('supplement', 'Tilläggsbeslut'), ('carry_over', 'Överförda medel'), ('reduction', 'Minskade eller återkallade medel'), ('early_end', 'Avslut i förtid'), ('prolongation', 'Förlängd tid')], default='grant', max_length=12, verbose_name='ärende'),
            ),
            migrations.AlterField(
                model_name='placement',
                name='last_day',
                field=models.DateField(blank=True, null=True, verbose_name='till och med'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='application',
                trigger=pgtrigger.compiler.Trigger(name='stays_on_agenda', sql=meetings.models.guards.GuardSql(condition='WHEN (OLD."state" = \'on_agenda\' AND NOT (NEW."state" = \'on_agenda\'))', func='PERFORM funding_refuse_leaving_agenda(NEW.id); RETURN NEW;', hash='852fe622e1f2704342aa7b86485cb19ed2f73e45', operation='UPDATE OF "state"', pgid='pgtrigger_stays_on_agenda_158c2', table='funding_application', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='decidedamount',
                trigger=pgtrigger.compiler.Trigger(name='decides_one_sum', sql=meetings.models.guards.GuardSql(func='PERFORM funding_refuse_other_sum(NEW.decision_id, NEW.year::integer, NEW.amount, NEW.entered_by_id); RETURN NEW;', hash='6d07f9faa49255d460bd8c534178eddac233e98a', operation='INSERT', pgid='pgtrigger_decides_one_sum_e7d18', table='funding_decidedamount', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='grant',
                trigger=pgtrigger.compiler.Trigger(name='grants_what_is_decided', sql=meetings.models.guards.GuardSql(func='PERFORM funding_refuse_undecided(NEW.paragraph_id, NEW.year::integer, NEW.amount); RETURN NEW;', hash='ae86251549e240aa51ad79d3cb7e91a53baa4a1f', operation='INSERT', pgid='pgtrigger_grants_what_is_decided_245da', table='funding_grant', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='grant',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', 0), ('kind__in', ['first', 'supplement', 'carry_over'])), models.Q(('amount__lt', 0), ('kind__in', ['carry_over', 'reduction'])), _connector='OR'), name='grant_has_the_sign_of_its_kind', violation_error_message='Ett beviljat belopp är större än noll.'),
            ),
            migrations.AddConstraint(
                model_name='placement',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('wording_by__isnull', True), ('wording_reason', '')), models.Q(models.Q(('wording_reason', ''), _negated=True), ('wording_by__isnull', False)), _connector='OR'), name='placement_wording_has_person'),
            ),
        ]),
        migrations.RunSQL(DECIDING, BEFORE),
    ]
