"""Where money goes is changed by three, and a new contact asks to take over a case."""

import django.db.models.deletion
import meetings.migrations.operations
import meetings.models.guards
import meetings.models.identifiers
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


PAYEES = """
CREATE FUNCTION funding_account_of(of_measure bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    bankgiro text;
    plusgiro text;
BEGIN
    SELECT c.bankgiro, c.plusgiro INTO bankgiro, plusgiro FROM funding_payeechange c
    WHERE c.measure_id = of_measure AND c.confirmed_at IS NOT NULL ORDER BY c.confirmed_at DESC, c.id DESC LIMIT 1;
    IF NOT FOUND THEN
        SELECT a.snapshot -> 'counterpart' ->> 'bankgiro', a.snapshot -> 'counterpart' ->> 'plusgiro'
        INTO bankgiro, plusgiro FROM funding_agreement a
        WHERE a.measure_id = of_measure AND a.sealed_at IS NOT NULL ORDER BY a.number DESC LIMIT 1;
    END IF;
    IF bankgiro <> '' THEN
        RETURN 'bankgiro ' || bankgiro;
    END IF;
    RETURN CASE WHEN plusgiro <> '' THEN 'plusgiro ' || plusgiro ELSE '' END;
END $$;

CREATE FUNCTION funding_refuse_other_account(requisition bigint, account text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF account IS DISTINCT FROM (SELECT funding_account_of(measure_id) FROM funding_requisition WHERE id = requisition) THEN
        RAISE EXCEPTION 'Kontot är inte det som är bekräftat.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_changing_payee(requisition bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM funding_payeechange c JOIN funding_requisition r ON r.measure_id = c.measure_id
        WHERE r.id = requisition AND c.confirmed_at IS NULL AND c.ended_at IS NULL
    ) THEN
        RAISE EXCEPTION 'En ändring av betalningsuppgifterna väntar.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_payee_confirmation(change bigint, side text, person bigint, at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    one funding_payeechange%ROWTYPE;
    of_association bigint;
    of_application bigint;
BEGIN
    SELECT * INTO one FROM funding_payeechange WHERE id = change FOR UPDATE;
    IF one.confirmed_at IS NOT NULL OR one.ended_at IS NOT NULL THEN
        RAISE EXCEPTION 'Ändringen är redan avgjord.' USING ERRCODE = 'P0001';
    END IF;
    IF side = 'signatory' THEN
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM funding_payeeconfirmation c WHERE c.change_id = change AND c.side = 'signatory') THEN
        RAISE EXCEPTION 'Firmatecknaren bekräftar först.' USING ERRCODE = 'P0001';
    END IF;
    SELECT m.association_id, m.application_id INTO of_association, of_application FROM funding_measure m
    WHERE m.id = one.measure_id;
    IF EXISTS (SELECT 1 FROM funding_editor e WHERE e.application_id = of_application AND e.person_id = person) THEN
        RAISE EXCEPTION 'Den som skriver för den sökande bekräftar inget för förbundet.' USING ERRCODE = 'P0001';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM meetings_role r
        WHERE r.association_id = of_association AND r.person_id = person AND r.kind IN ('secretary', 'manager', 'approver')
    ) AND NOT EXISTS (
        SELECT 1 FROM meetings_office o JOIN meetings_body b ON b.id = o.body_id
        WHERE b.association_id = of_association AND b.kind = 'board' AND o.person_id = person
          AND (at AT TIME ZONE 'Europe/Stockholm')::date BETWEEN o.first_day AND coalesce(o.last_day, 'infinity')
    ) THEN
        RAISE EXCEPTION 'Bara kansliet, ordförande, vice ordförande och attestanter bekräftar.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE FUNCTION funding_refuse_unconfirmed_payee(change bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM funding_payeeconfirmation c WHERE c.change_id = change AND c.side = 'signatory') < 1
       OR (SELECT count(DISTINCT c.person_id) FROM funding_payeeconfirmation c WHERE c.change_id = change) < 2 THEN
        RAISE EXCEPTION 'Firmatecknaren och två personer på förbundet bekräftar nya betalningsuppgifter.'
        USING ERRCODE = 'P0001';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM funding_payeeconfirmation c JOIN funding_payeechange p ON p.id = c.change_id
        JOIN funding_measure m ON m.id = p.measure_id
        JOIN meetings_role r ON r.association_id = m.association_id AND r.person_id = c.person_id
        WHERE c.change_id = change AND r.kind IN ('secretary', 'manager')
    ) THEN
        RAISE EXCEPTION 'En av de två på förbundet hör till kansliet.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
NO_PAYEES = """
DROP FUNCTION funding_refuse_unconfirmed_payee(bigint);
DROP FUNCTION funding_refuse_payee_confirmation(bigint, text, bigint, timestamptz);
DROP FUNCTION funding_refuse_changing_payee(bigint);
DROP FUNCTION funding_refuse_other_account(bigint, text);
DROP FUNCTION funding_account_of(bigint);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('funding', '0012_what_a_court_stops'),
        ('meetings', '0012_the_role_attestant'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        meetings.migrations.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='PayeeChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                        ('bankgiro', models.CharField(blank=True, max_length=20, verbose_name='bankgiro')),
                        ('plusgiro', models.CharField(blank=True, max_length=20, verbose_name='plusgiro')),
                        ('reference', models.CharField(blank=True, max_length=100, validators=[meetings.models.validators.printable], verbose_name='betalningsreferens')),
                        ('reason', models.CharField(max_length=300, validators=[meetings.models.validators.printable], verbose_name='varför')),
                        ('signatory', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='firmatecknare')),
                        ('signatory_email', models.EmailField(max_length=254, verbose_name='firmatecknarens e-post')),
                        ('proposed_at', models.DateTimeField(verbose_name='föreslagen')),
                        ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='gäller från')),
                        ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='avslutad utan att gälla')),
                        ('ending', models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='varför den avslutades')),
                    ],
                    options={
                        'verbose_name': 'ändring av betalningsuppgifter',
                        'verbose_name_plural': 'ändringar av betalningsuppgifter',
                        'ordering': ['proposed_at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='PayeeConfirmation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('side', models.CharField(choices=[('signatory', 'Firmatecknaren'), ('association', 'Förbundet')], max_length=12, verbose_name='för')),
                        ('name', models.CharField(max_length=200, verbose_name='namn')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-postadress')),
                        ('at', models.DateTimeField(verbose_name='tid')),
                    ],
                    options={
                        'verbose_name': 'bekräftelse av betalningsuppgifter',
                        'verbose_name_plural': 'bekräftelser av betalningsuppgifter',
                        'ordering': ['at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='Takeover',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                        ('at', models.DateTimeField(verbose_name='begärd')),
                        ('accepted', models.BooleanField(blank=True, null=True, verbose_name='beviljad')),
                        ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='besvarad')),
                        ('answered_by', models.CharField(blank=True, max_length=300, verbose_name='besvarad av')),
                    ],
                    options={
                        'verbose_name': 'begäran att ta över',
                        'verbose_name_plural': 'begäranden att ta över',
                        'ordering': ['at', 'id'],
                    },
                ),
                migrations.RemoveConstraint(
                    model_name='link',
                    name='link_leads_somewhere',
                ),
                migrations.AlterField(
                    model_name='link',
                    name='purpose',
                    field=models.CharField(choices=[('enter', 'Komma in'), ('confirm', 'Bekräfta ansökan'), ('sign', 'Skriva under avtal'), ('payee', 'Bekräfta betalningsuppgifter'), ('takeover', 'Svara på en begäran att ta över')], max_length=10, verbose_name='till'),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='approval',
                    trigger=pgtrigger.compiler.Trigger(name='payee_is_settled', sql=meetings.models.guards.GuardSql(func="IF NEW.step = 'attest' THEN PERFORM funding_refuse_changing_payee(NEW.requisition_id); END IF; RETURN NEW;", hash='52872b07787c36ddab1bee829034d62af41c017c', operation='INSERT', pgid='pgtrigger_payee_is_settled_9014b', table='funding_approval', when='BEFORE')),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name='paymentorder',
                    trigger=pgtrigger.compiler.Trigger(name='pays_confirmed_account', sql=meetings.models.guards.GuardSql(func='PERFORM funding_refuse_other_account(NEW.requisition_id, NEW.account::text); RETURN NEW;', hash='2f5483419f2cd74e4a790183cab80ce09a201323', operation='INSERT', pgid='pgtrigger_pays_confirmed_account_26a94', table='funding_paymentorder', when='BEFORE')),
                ),
                migrations.AddField(
                    model_name='payeechange',
                    name='ended_by',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='payeechange',
                    name='measure',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payee_changes', to='funding.measure'),
                ),
                migrations.AddField(
                    model_name='payeechange',
                    name='proposed_by',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='link',
                    name='payee_change',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='funding.payeechange'),
                ),
                migrations.AddField(
                    model_name='payeeconfirmation',
                    name='change',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='funding.payeechange'),
                ),
                migrations.AddField(
                    model_name='payeeconfirmation',
                    name='person',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='takeover',
                    name='application',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='takeovers', to='funding.application'),
                ),
                migrations.AddField(
                    model_name='takeover',
                    name='person',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='link',
                    name='takeover',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='funding.takeover'),
                ),
                migrations.AddConstraint(
                    model_name='link',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreement__isnull', True), ('applicant__isnull', True), ('purpose', 'enter')), models.Q(('agreement__isnull', True), ('applicant__isnull', False), ('purpose', 'confirm')), models.Q(('agreement__isnull', False), ('purpose', 'sign')), models.Q(('payee_change__isnull', False), ('purpose', 'payee')), models.Q(('purpose', 'takeover'), ('takeover__isnull', False)), _connector='OR'), name='link_leads_somewhere'),
                ),
                migrations.AddConstraint(
                    model_name='payeechange',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('bankgiro', ''), _negated=True), models.Q(('plusgiro', ''), _negated=True), _connector='OR'), name='payee_change_has_account', violation_error_message='Skriv ett bankgiro eller ett plusgiro.'),
                ),
                migrations.AddConstraint(
                    model_name='payeechange',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('ending', '')), models.Q(('confirmed_at__isnull', True), ('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='payee_change_ended_has_reason'),
                ),
                migrations.AddConstraint(
                    model_name='payeechange',
                    constraint=models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', True), ('ended_at__isnull', True)), fields=('measure',), name='payee_change_one_waits', violation_error_message='En ändring av betalningsuppgifterna väntar redan.'),
                ),
                migrations.AddConstraint(
                    model_name='payeeconfirmation',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', True), ('side', 'signatory')), models.Q(('person__isnull', False), ('side', 'association')), _connector='OR'), name='payee_confirmation_of_the_association_has_person'),
                ),
                migrations.AddConstraint(
                    model_name='payeeconfirmation',
                    constraint=models.UniqueConstraint(condition=models.Q(('side', 'signatory')), fields=('change',), name='payee_confirmation_one_signatory'),
                ),
                migrations.AddConstraint(
                    model_name='payeeconfirmation',
                    constraint=models.UniqueConstraint(fields=('change', 'person'), name='payee_confirmation_two_persons', violation_error_message='Två olika personer bekräftar.'),
                ),
                migrations.AddConstraint(
                    model_name='takeover',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted__isnull', True), ('answered_at__isnull', True), ('answered_by', '')), models.Q(('accepted__isnull', False), ('answered_at__isnull', False), models.Q(('answered_by', ''), _negated=True)), _connector='OR'), name='takeover_answer_has_who_and_when'),
                ),
                migrations.AddConstraint(
                    model_name='takeover',
                    constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('application', 'person'), name='takeover_one_waits'),
                ),
            ],
        ),
        meetings.migrations.operations.SetTriggers(
            triggers={
                'payeechange': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['confirmed_at', 'ended_at', 'ended_by_id', 'ending']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['confirmed_at', 'ended_at', 'ended_by_id', 'ending']::text[] OR (OLD.confirmed_at IS DISTINCT FROM NEW.confirmed_at AND coalesce(OLD.confirmed_at::text, '') <> '') OR (OLD.ended_at IS DISTINCT FROM NEW.ended_at AND coalesce(OLD.ended_at::text, '') <> '') OR (OLD.ended_by_id IS DISTINCT FROM NEW.ended_by_id AND coalesce(OLD.ended_by_id::text, '') <> '') OR (OLD.ending IS DISTINCT FROM NEW.ending AND coalesce(OLD.ending::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='8f3d4c51bc7d226e185754041a7c3a3cac614255', operation='UPDATE', pgid='pgtrigger_fixed_4ae7d', table='funding_payeechange', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='38ade3e898050169b97b44b196f83c58a0faf628', operation='DELETE', pgid='pgtrigger_never_deleted_8b4a4', table='funding_payeechange', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='5b66a67171b21b9cf5e3f3f5ba80eac96c5ba56d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_47ad1', table='funding_payeechange', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='a38ce5a24a5b76f1634badace02d18044d03d9f8', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_57aa8', table='funding_payeechange', when='AFTER')), pgtrigger.compiler.Trigger(name='holds_when_three_confirm', sql=meetings.models.guards.GuardSql(func='IF NEW.confirmed_at IS NOT NULL THEN PERFORM funding_refuse_unconfirmed_payee(NEW.id); END IF; RETURN NEW;', hash='2123a0d8839d7b1bd6f85b0127dce2190b4e8dc0', operation='INSERT OR UPDATE', pgid='pgtrigger_holds_when_three_confirm_bd062', table='funding_payeechange', when='BEFORE'))],
                'payeeconfirmation': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='d31419fa04b316d5271efae3032abff78bc0b847', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_90af0', table='funding_payeeconfirmation', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='11de0ca2ef7b4775f5899fcf9cb3a72a169d10b1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_c83f3', table='funding_payeeconfirmation', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='49d1570cb825b374b81efd79089da3b2f8b48e47', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_87fb6', table='funding_payeeconfirmation', when='AFTER')), pgtrigger.compiler.Trigger(name='may_confirm_payee', sql=meetings.models.guards.GuardSql(func='PERFORM funding_refuse_payee_confirmation(NEW.change_id, NEW.side::text, NEW.person_id, NEW.at); RETURN NEW;', hash='069c6fb0dc0f33a4af45fa18c5213e1afe27be13', operation='INSERT', pgid='pgtrigger_may_confirm_payee_c7f02', table='funding_payeeconfirmation', when='BEFORE'))],
                'takeover': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['accepted', 'answered_at', 'answered_by']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['accepted', 'answered_at', 'answered_by']::text[] OR (OLD.accepted IS DISTINCT FROM NEW.accepted AND coalesce(OLD.accepted::text, '') <> '') OR (OLD.answered_at IS DISTINCT FROM NEW.answered_at AND coalesce(OLD.answered_at::text, '') <> '') OR (OLD.answered_by IS DISTINCT FROM NEW.answered_by AND coalesce(OLD.answered_by::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='b816cc6781cf49b6bb649d09805cfff2839a6227', operation='UPDATE', pgid='pgtrigger_fixed_ed1e7', table='funding_takeover', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='8c9a005db666f38432422519c4794eda305f56f1', operation='DELETE', pgid='pgtrigger_never_deleted_53e9e', table='funding_takeover', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='b192cddce7348c572a505e736b904f38faf2ac82', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_8167b', table='funding_takeover', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='931282c30709770920d01b0fe5b8a3d0478f0671', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_a0146', table='funding_takeover', when='AFTER'))],
            },
        ),
        migrations.RunSQL(PAYEES, NO_PAYEES),
    ]
