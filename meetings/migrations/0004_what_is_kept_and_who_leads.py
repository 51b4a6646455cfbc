"""What is kept and for how long, who leads and who has read, and what is withheld: rows, guards, then functions.

The functions come last, for some of them name what the tables get here; a guard looks its function up when it fires.
"""

import django.contrib.postgres.fields
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

# The same as meetings.rules.account.signing_hindrance says in whole sentences.
HELD = """
CREATE FUNCTION meetings_refuse_held_account(signatory bigint, moment timestamptz, since timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    who bigint;
    opened timestamptz;
BEGIN
    SELECT s.person_id, (m.date + m.start) AT TIME ZONE 'Europe/Stockholm' INTO who, opened
    FROM meetings_signatory s
    JOIN meetings_protocolversion v ON v.id = s.version_id
    JOIN meetings_protocol p ON p.id = v.protocol_id
    JOIN meetings_meeting m ON m.id = p.meeting_id
    WHERE s.id = signatory;
    IF NOT EXISTS (SELECT 1 FROM meetings_person WHERE id = who AND in_use_since <= opened)
       AND NOT EXISTS (SELECT 1 FROM meetings_accountchange WHERE person_id = who AND kind = 'account'
                       AND valid_at IS NOT NULL AND ended_at IS NULL) THEN
        RAISE EXCEPTION 'Kontot togs i bruk efter att mötet öppnades och är inte bekräftat.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_accountchange WHERE person_id = who
               AND valid_at IS NOT NULL AND ended_at IS NULL AND signs_from > moment
               AND (since >= valid_at OR (since IS NULL AND kind <> 'eid_name'))) THEN
        RAISE EXCEPTION 'Underskriften väntar efter en ändring av kontot.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
NOT_HELD = "DROP FUNCTION meetings_refuse_held_account(bigint, timestamptz, timestamptz);"
SAID_ONCE = """
CREATE OR REPLACE FUNCTION meetings_refuse_said_again(before jsonb, after jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM jsonb_each(before) o
               WHERE o.value NOT IN ('null', '""') AND o.value IS DISTINCT FROM after -> o.key{but}) THEN
        RAISE EXCEPTION 'Det som är sagt i en kontoändring ändras inte.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
BUT = "\n               AND NOT (o.key = 'eid_name' AND after ->> o.key = '')"
# A committee decides only when the association has said where it was given the power.
WHO_LEADS = """
CREATE FUNCTION meetings_decides(body bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM meetings_body b WHERE b.id = body
                   AND (b.kind = 'board' OR (b.kind = 'committee' AND b.delegated_in <> '')));
$$;

CREATE FUNCTION meetings_refuse_chair(meeting bigint, body bigint, day date, who bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF who IS NULL OR NOT meetings_decides(body) THEN
        RETURN;
    END IF;
    -- A meeting is planned before its attendees are: then the mandates of that day tell.
    IF NOT EXISTS (SELECT 1 FROM meetings_attendee a
                   WHERE a.meeting_id = meeting AND a.person_id = who AND a.kind <> 'guest')
       AND NOT EXISTS (SELECT 1 FROM meetings_mandate m
                       WHERE m.body_id = body AND m.person_id = who
                         AND m.first_day <= day AND (m.last_day IS NULL OR m.last_day >= day)) THEN
        RAISE EXCEPTION 'Styrelsen leds av en ledamot eller en ersättare (17 § lagen 2003:1210).'
            USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
WAY = """
CREATE OR REPLACE FUNCTION meetings_refuse_way(meeting bigint, kind text, way text, employment boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM meetings_meeting m WHERE m.id = meeting AND %s) THEN
        RETURN;
    END IF;
    IF way = 'open' AND (employment OR kind = 'election') THEN
        RAISE EXCEPTION 'En omröstning om val eller anställning är sluten (5 kap. 54 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
    IF way = 'closed' AND NOT (employment OR kind = 'election') THEN
        RAISE EXCEPTION 'Bara omröstning om val eller anställning är sluten (5 kap. 54 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
    IF way = 'hands' THEN
        RAISE EXCEPTION 'En öppen omröstning redovisas med namn (5 kap. 67 § kommunallagen).'
            USING ERRCODE = 'P0001';
    END IF;
END $$;
"""
BEFORE = "EXISTS (SELECT 1 FROM meetings_body b WHERE b.id = m.body_id AND b.kind IN ('board', 'committee'))"
# What a committee has already decided stays decided; the association is asked where it was given the power.
COMMITTEES = """
UPDATE meetings_body SET delegated_in = 'före uppgraderingen', delegated_why = 'Ange beslutet i registret.'
WHERE kind = 'committee' AND EXISTS (
    SELECT 1 FROM meetings_protocolversion v JOIN meetings_protocol p ON p.id = v.protocol_id
    JOIN meetings_meeting m ON m.id = p.meeting_id WHERE m.body_id = meetings_body.id);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_only_the_right_person'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='SealWarning',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('days', models.PositiveSmallIntegerField(verbose_name='dagar kvar')),
                    ('at', models.DateTimeField(verbose_name='tid')),
                ],
                options={
                    'verbose_name': 'varning om stämpeln',
                    'verbose_name_plural': 'varningar om stämpeln',
                    'ordering': ['at'],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='letter',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['sending_at', 'trouble', 'sent_at']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['sending_at', 'trouble', 'sent_at']::text[] OR (OLD.sent_at IS DISTINCT FROM NEW.sent_at AND coalesce(OLD.sent_at::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='61cb12ba5ac09f88d4e91c361884a10f228b032d', operation='UPDATE', pgid='pgtrigger_fixed_8f05a', table='meetings_letter', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='letter',
                trigger=pgtrigger.compiler.Trigger(name='kept_a_while', sql=meetings.models.guards.GuardSql(func="IF OLD.written_at > now() - interval '90 days' OR (OLD.sent_at IS NULL AND EXISTS (SELECT 1 FROM procrastinate_jobs j WHERE j.id = OLD.job_id)) THEN RAISE EXCEPTION 'Ett mejl som väntar, eller är nyare än 90 dagar, tas inte bort.' USING ERRCODE = 'P0001'; END IF; RETURN OLD;", hash='2eaf2c2156ad9dae5ba6dd0520fe431bb6d12e5a', operation='DELETE', pgid='pgtrigger_kept_a_while_d7625', table='meetings_letter', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='letter',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='aa51c57cebb8a0cd120ddc9ec77492218686b7f0', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_b77e7', table='meetings_letter', when='BEFORE')),
            ),
            migrations.AddField(
                model_name='sealwarning',
                name='seal',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='warnings', to='meetings.seal'),
            ),
            migrations.AddConstraint(
                model_name='sealwarning',
                constraint=models.UniqueConstraint(fields=('seal', 'days'), name='seal_warning_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sealwarning',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='1550e1148498b57a076fda22caa64d06905c6acf', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_311ee', table='meetings_sealwarning', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sealwarning',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='8d49240cb619c24b304c4bd9832eac5ed54c2955', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_793d7', table='meetings_sealwarning', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sealwarning',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='9ee975d33a5f2be61261f18c1178d0e47d8628a1', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_b7b1e', table='meetings_sealwarning', when='AFTER')),
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='postingperiod',
                name='fixed',
            ),
            migrations.AddField(
                model_name='postingperiod',
                name='accepted_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='godtaget'),
            ),
            migrations.AddField(
                model_name='postingperiod',
                name='accepted_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='postingperiod',
                name='accepted_from',
                field=models.DateField(blank=True, null=True, verbose_name='godtas för tiden från'),
            ),
            migrations.AddField(
                model_name='postingperiod',
                name='accepted_why',
                field=models.TextField(blank=True, verbose_name='varför'),
            ),
            migrations.AddField(
                model_name='postingperiod',
                name='down_registrar',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='postingperiod',
                name='up_registrar',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='postingperiod',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['last_day', 'down_by', 'down_at', 'down_registrar_id', 'certificate_id', 'replaced_at', 'accepted_from', 'accepted_why', 'accepted_by_id', 'accepted_at']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['last_day', 'down_by', 'down_at', 'down_registrar_id', 'certificate_id', 'replaced_at', 'accepted_from', 'accepted_why', 'accepted_by_id', 'accepted_at']::text[] OR (OLD.last_day IS DISTINCT FROM NEW.last_day AND coalesce(OLD.last_day::text, '') <> '') OR (OLD.down_by IS DISTINCT FROM NEW.down_by AND coalesce(OLD.down_by::text, '') <> '') OR (OLD.down_at IS DISTINCT FROM NEW.down_at AND coalesce(OLD.down_at::text, '') <> '') OR (OLD.down_registrar_id IS DISTINCT FROM NEW.down_registrar_id AND coalesce(OLD.down_registrar_id::text, '') <> '') OR (OLD.certificate_id IS DISTINCT FROM NEW.certificate_id AND coalesce(OLD.certificate_id::text, '') <> '') OR (OLD.replaced_at IS DISTINCT FROM NEW.replaced_at AND coalesce(OLD.replaced_at::text, '') <> '') OR (OLD.accepted_from IS DISTINCT FROM NEW.accepted_from AND coalesce(OLD.accepted_from::text, '') <> '') OR (OLD.accepted_why IS DISTINCT FROM NEW.accepted_why AND coalesce(OLD.accepted_why::text, '') <> '') OR (OLD.accepted_by_id IS DISTINCT FROM NEW.accepted_by_id AND coalesce(OLD.accepted_by_id::text, '') <> '') OR (OLD.accepted_at IS DISTINCT FROM NEW.accepted_at AND coalesce(OLD.accepted_at::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='36c7435f8dfab10b8d248444b170663d2d5388dd', operation='UPDATE', pgid='pgtrigger_fixed_e74d7', table='meetings_postingperiod', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='postingperiod',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None), ('accepted_from', None), ('accepted_why', '')), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), ('accepted_from__isnull', False), models.Q(('accepted_why', ''), _negated=True)), _connector='OR'), name='posting_period_accepted_whole'),
            ),
            migrations.CreateModel(
                name='Disposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('case', 'Ärende om medel'), ('contact_data', 'Kontaktuppgifter'), ('files', 'Filer som ingenting hänvisar till')], max_length=20, verbose_name='slag')),
                    ('what', models.CharField(max_length=200, verbose_name='vad')),
                    ('counts', models.JSONField(verbose_name='antal rader')),
                    ('files', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), default=list, verbose_name='filernas SHA-256')),
                    ('decision', models.CharField(max_length=300, validators=[meetings.models.validators.printable], verbose_name='beslut')),
                    ('at', models.DateTimeField(verbose_name='tid')),
                    ('association', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.association', verbose_name='förbund')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='på uppdrag av')),
                ],
                options={
                    'verbose_name': 'gallring',
                    'verbose_name_plural': 'gallringar',
                    'ordering': ['-at', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('decision', ''), _negated=True), name='disposal_has_a_decision')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='disposal',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='68e903b1c1f7d77922c17616f7a8d348c830554c', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_9d866', table='meetings_disposal', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='disposal',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='44c9de001eccdad1f1dacc930b8a70942060df4a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_9783d', table='meetings_disposal', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='disposal',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='3778865cdc6e52fdfedeb7926f9ab8d13663113a', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_b64a1', table='meetings_disposal', when='AFTER')),
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='signature',
                name='open_version',
            ),
            migrations.AddField(
                model_name='signature',
                name='means_since',
                field=models.DateTimeField(blank=True, help_text='Inloggningsnyckel eller e-legitimation; annars tom.', null=True, verbose_name='nyckeln registrerades'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='signature',
                trigger=pgtrigger.compiler.Trigger(name='open_version', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_signature(NEW.signatory_id, NEW.sha256::text); PERFORM meetings_refuse_stranger(NEW.signatory_id); PERFORM meetings_refuse_weak_signature(NEW.signatory_id, NEW.level::integer, NEW.registered_by_id IS NOT NULL); IF NEW.registered_by_id IS NULL THEN PERFORM meetings_refuse_held_account(NEW.signatory_id, NEW.at, NEW.means_since); END IF; RETURN NEW;', hash='c5175fc4a4d8d92b3b4266d8fd472e93db917772', operation='INSERT', pgid='pgtrigger_open_version_dd46f', table='meetings_signature', when='BEFORE')),
            ),
            migrations.CreateModel(
                name='AuditEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(verbose_name='tid')),
                    ('kind', models.CharField(choices=[('read', 'Läst'), ('exported', 'Tagit ut'), ('restored', 'Återställt')], max_length=10, verbose_name='slag')),
                    ('what', models.CharField(max_length=200, verbose_name='vad')),
                    ('subject', models.CharField(max_length=60, verbose_name='gäller')),
                    ('row', models.BigIntegerField(verbose_name='rad')),
                    ('title', models.CharField(max_length=300, verbose_name='benämning')),
                    ('page', models.CharField(blank=True, max_length=60, verbose_name='sida')),
                    ('file_format', models.CharField(blank=True, max_length=10, verbose_name='format')),
                    ('association', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.association', verbose_name='förbund')),
                    ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ],
                options={
                    'verbose_name': 'rad i granskningsloggen',
                    'verbose_name_plural': 'granskningslogg',
                    'ordering': ['-at', '-pk'],
                    'indexes': [models.Index(fields=['association', 'at'], name='audit_entry_by_day'), models.Index(fields=['person', 'subject', 'row', 'at'], name='audit_entry_by_person')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='auditentry',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY[]::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY[]::text[]) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='a13335fc351a0318deeed328195060f0b9bd7aee', operation='UPDATE', pgid='pgtrigger_fixed_3a1c6', table='meetings_auditentry', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='auditentry',
                trigger=pgtrigger.compiler.Trigger(name='kept_a_while', sql=meetings.models.guards.GuardSql(func="IF OLD.at > now() - interval '730 days' THEN RAISE EXCEPTION 'En rad i granskningsloggen som är nyare än 730 dagar tas inte bort.' USING ERRCODE = 'P0001'; END IF; RETURN OLD;", hash='05f9bcc05ab0b1ecd52463582a10446fce0cc6b0', operation='DELETE', pgid='pgtrigger_kept_a_while_fa1bd', table='meetings_auditentry', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='auditentry',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='1c98af625c4ef51074703ac0d3290bb048141561', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_44f93', table='meetings_auditentry', when='BEFORE')),
            ),
            migrations.AddField(
                model_name='accountchange',
                name='eid_claims',
                field=models.JSONField(blank=True, null=True),
            ),
            migrations.AddField(
                model_name='accountchange',
                name='eid_name',
                field=models.CharField(blank=True, max_length=200, verbose_name='namn i e-legitimationen'),
            ),
            migrations.AddField(
                model_name='accountchange',
                name='eid_provider',
                field=models.CharField(blank=True, max_length=200, verbose_name='e-legitimation'),
            ),
            migrations.AddField(
                model_name='accountchange',
                name='eid_subject',
                field=models.CharField(blank=True, max_length=64),
            ),
            migrations.AlterField(
                model_name='accountchange',
                name='kind',
                field=models.CharField(choices=[('account', 'Nytt konto'), ('address', 'Ny e-postadress'), ('second_factor', 'Återställd andra faktor'), ('eid_name', 'E-legitimation med annat namn')], max_length=20, verbose_name='slag'),
            ),
            migrations.AddConstraint(
                model_name='accountchange',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'eid_name'), models.Q(('eid_subject', ''), _negated=True)), models.Q(models.Q(('kind', 'eid_name'), _negated=True), ('eid_name', ''), ('eid_subject', '')), _connector='OR'), name='account_change_has_identity'),
            ),
            migrations.AddConstraint(
                model_name='accountchange',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('valid_at__isnull', True)), ('eid_name', ''), _connector='OR'), name='account_change_drops_the_name'),
            ),
            migrations.AddField(
                model_name='body',
                name='before_chair',
                field=models.CharField(choices=[('eldest', 'Den äldsta ledamoten'), ('picked', 'Den som sammanträdet väljer')], default='eldest', max_length=10, verbose_name='leder till dess att ordförande är vald'),
            ),
            migrations.AddField(
                model_name='body',
                name='delegated_in',
                field=models.CharField(blank=True, help_text='Bara för ett arbetsutskott som beslutar: paragraf och dag, till exempel «§ 12 den 3 maj 2024». Tomt: utskottet för anteckningar, utan anslag. Obs: 10 § tredje stycket lagen om finansiell samordning av rehabiliteringsinsatser nämner ledamot, ersättare och anställd som den som kan få besluta, inte utskott.', max_length=100, validators=[meetings.models.validators.printable], verbose_name='beslutar enligt'),
            ),
            migrations.AddField(
                model_name='body',
                name='delegated_why',
                field=models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='varför utskottet kan besluta'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='before_chair',
                field=models.CharField(choices=[('eldest', 'Den äldsta ledamoten'), ('picked', 'Den som sammanträdet väljer')], default='eldest', max_length=10, verbose_name='leder till dess att ordförande är vald'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='delegated_in',
                field=models.CharField(blank=True, help_text='Bara för ett arbetsutskott som beslutar: paragraf och dag, till exempel «§ 12 den 3 maj 2024». Tomt: utskottet för anteckningar, utan anslag. Obs: 10 § tredje stycket lagen om finansiell samordning av rehabiliteringsinsatser nämner ledamot, ersättare och anställd som den som kan få besluta, inte utskott.', max_length=100, validators=[meetings.models.validators.printable], verbose_name='beslutar enligt'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='delegated_why',
                field=models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='varför utskottet kan besluta'),
            ),
            migrations.AddField(
                model_name='body',
                name='deputies_noted_in',
                field=models.CharField(blank=True, help_text='Styrelsens beslut (KL 6:17), till exempel «§ 5 den 3 maj 2024». Tomt: bara när ersättaren tjänstgör.', max_length=100, validators=[meetings.models.validators.printable], verbose_name='ersättare får sin mening antecknad enligt'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='deputies_noted_in',
                field=models.CharField(blank=True, help_text='Styrelsens beslut (KL 6:17), till exempel «§ 5 den 3 maj 2024». Tomt: bara när ersättaren tjänstgör.', max_length=100, validators=[meetings.models.validators.printable], verbose_name='ersättare får sin mening antecknad enligt'),
            ),
            migrations.AlterField(
                model_name='body',
                name='reservation_days',
                field=models.PositiveSmallIntegerField(blank=True, help_text='Räknat från sammanträdet. Tomt: tre arbetsdagar.', null=True, verbose_name='dagar att motivera en reservation'),
            ),
            migrations.AlterField(
                model_name='historicalbody',
                name='reservation_days',
                field=models.PositiveSmallIntegerField(blank=True, help_text='Räknat från sammanträdet. Tomt: tre arbetsdagar.', null=True, verbose_name='dagar att motivera en reservation'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='meeting',
                trigger=pgtrigger.compiler.Trigger(name='lawful_chair', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_refuse_chair(NEW.id, NEW.body_id, NEW.date, NEW.chair_id) WHERE TG_OP = 'INSERT' OR NEW.chair_id IS DISTINCT FROM OLD.chair_id; RETURN NEW;", hash='0ab2a8a0e23a3d734288b93784a3f94a612a4ed8', operation='INSERT OR UPDATE', pgid='pgtrigger_lawful_chair_b382c', table='meetings_meeting', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='paragraph',
                trigger=pgtrigger.compiler.Trigger(name='lawful_chair', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_refuse_chair(m.id, m.body_id, m.date, NEW.chair_id) FROM meetings_meeting m WHERE m.id = NEW.meeting_id AND (TG_OP = 'INSERT' OR NEW.chair_id IS DISTINCT FROM OLD.chair_id); RETURN NEW;", hash='8b83d3a170fe1875d8182ac5b39bcfdaf2b2d36d', operation='INSERT OR UPDATE', pgid='pgtrigger_lawful_chair_57e41', table='meetings_paragraph', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='body',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('delegated_in', ''), ('delegated_why', '')), models.Q(('kind', 'committee'), models.Q(('delegated_in', ''), _negated=True), models.Q(('delegated_why', ''), _negated=True)), _connector='OR'), name='body_delegation_whole', violation_error_message='Bara ett arbetsutskott anger var och varför det får besluta, och båda behövs.'),
            ),
            migrations.CreateModel(
                name='Disclosure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64, verbose_name='filens SHA-256')),
                    ('receiver', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='till')),
                    ('assessment', models.CharField(max_length=300, validators=[meetings.models.validators.printable], verbose_name='prövning')),
                    ('at', models.DateTimeField(verbose_name='tid')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='av')),
                    ('verification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='meetings.verification')),
                ],
                options={
                    'verbose_name': 'utlämnande',
                    'verbose_name_plural': 'utlämnanden',
                    'ordering': ['-at', '-id'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('assessment', ''), _negated=True), name='disclosure_has_an_assessment')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='disclosure',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7029eddd6002253a33e63970e51692a98a402b02', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_83408', table='meetings_disclosure', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='disclosure',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='69b15bea885daefb85db577f44f2f2a7137e2f0f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_afc7a', table='meetings_disclosure', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='disclosure',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='b6680f66042f4d0a950b0f9a825d1f6157cf1aad', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_24859', table='meetings_disclosure', when='AFTER')),
            ),
            migrations.AlterModelOptions(
                name='adjournment',
                options={'ordering': ['meeting', models.OrderBy(models.F('start_day'), nulls_first=True), 'start'], 'verbose_name': 'ajournering', 'verbose_name_plural': 'ajourneringar'},
            ),
            migrations.RemoveConstraint(
                model_name='adjournment',
                name='adjournment_in_order',
            ),
            migrations.AddField(
                model_name='adjournment',
                name='end_day',
                field=models.DateField(blank=True, null=True, verbose_name='till dagen'),
            ),
            migrations.AddField(
                model_name='adjournment',
                name='start_day',
                field=models.DateField(blank=True, null=True, verbose_name='från och med dagen'),
            ),
            migrations.AddField(
                model_name='ballot',
                name='secrecy',
                field=models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='hur rösterna lämnades hemligt'),
            ),
            migrations.AddField(
                model_name='historicaladjournment',
                name='end_day',
                field=models.DateField(blank=True, null=True, verbose_name='till dagen'),
            ),
            migrations.AddField(
                model_name='historicaladjournment',
                name='start_day',
                field=models.DateField(blank=True, null=True, verbose_name='från och med dagen'),
            ),
            migrations.AddField(
                model_name='historicalballot',
                name='secrecy',
                field=models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='hur rösterna lämnades hemligt'),
            ),
            migrations.AddField(
                model_name='historicalmeeting',
                name='next_meeting_start',
                field=models.TimeField(blank=True, null=True, verbose_name='nästa sammanträde börjar'),
            ),
            migrations.AddField(
                model_name='historicalmeeting',
                name='summoned_at',
                field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='kallelsen skickad'),
            ),
            migrations.AddField(
                model_name='historicalparagraph',
                name='majority',
                field=models.CharField(choices=[('simple', 'Enkel majoritet'), ('two_thirds', 'Minst två tredjedelar'), ('three_quarters', 'Minst tre fjärdedelar'), ('all_seats', 'Mer än hälften av samtliga ledamöter'), ('unanimity', 'Enighet')], default='simple', max_length=20, verbose_name='krävs'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='next_meeting_start',
                field=models.TimeField(blank=True, null=True, verbose_name='nästa sammanträde börjar'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='summoned_at',
                field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='kallelsen skickad'),
            ),
            migrations.AddField(
                model_name='paragraph',
                name='majority',
                field=models.CharField(choices=[('simple', 'Enkel majoritet'), ('two_thirds', 'Minst två tredjedelar'), ('three_quarters', 'Minst tre fjärdedelar'), ('all_seats', 'Mer än hälften av samtliga ledamöter'), ('unanimity', 'Enighet')], default='simple', max_length=20, verbose_name='krävs'),
            ),
            migrations.AlterField(
                model_name='ballot',
                name='majority',
                field=models.CharField(choices=[('simple', 'Enkel majoritet'), ('two_thirds', 'Minst två tredjedelar'), ('three_quarters', 'Minst tre fjärdedelar'), ('all_seats', 'Mer än hälften av samtliga ledamöter'), ('unanimity', 'Enighet')], default='simple', max_length=20, verbose_name='krävs'),
            ),
            migrations.AlterField(
                model_name='historicalballot',
                name='majority',
                field=models.CharField(choices=[('simple', 'Enkel majoritet'), ('two_thirds', 'Minst två tredjedelar'), ('three_quarters', 'Minst tre fjärdedelar'), ('all_seats', 'Mer än hälften av samtliga ledamöter'), ('unanimity', 'Enighet')], default='simple', max_length=20, verbose_name='krävs'),
            ),
            migrations.AlterField(
                model_name='historicalmeeting',
                name='next_meeting',
                field=models.DateField(blank=True, help_text='Tomt: organets nästa planerade sammanträde.', null=True, verbose_name='nästa sammanträde'),
            ),
            migrations.AlterField(
                model_name='meeting',
                name='next_meeting',
                field=models.DateField(blank=True, help_text='Tomt: organets nästa planerade sammanträde.', null=True, verbose_name='nästa sammanträde'),
            ),
            migrations.AddConstraint(
                model_name='adjournment',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('end_day__isnull', True)), models.Q(('end__gt', models.F('start')), ('end__isnull', False), ('end_day__isnull', True)), models.Q(('end__isnull', False), ('end_day__isnull', False), models.Q(('start_day__isnull', True), ('end_day__gt', models.F('start_day')), _connector='OR')), _connector='OR'), name='adjournment_in_order', violation_error_message='Ajourneringen slutar före den börjar.'),
            ),
            migrations.CreateModel(
                name='Extract',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('receiver', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='mottagare')),
                    ('entitled', models.CharField(blank=True, max_length=300, verbose_name='rätt till det sekretessbelagda')),
                    ('on_paper', models.BooleanField(default=False, verbose_name='på papper')),
                    ('at', models.DateTimeField(verbose_name='tid')),
                ],
                options={
                    'verbose_name': 'protokollsutdrag',
                    'verbose_name_plural': 'protokollsutdrag',
                    'ordering': ['-at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalWithholding',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('public_id', models.CharField(db_index=True, default=meetings.models.identifiers.public_id, editable=False, max_length=12)),
                    ('kind', models.CharField(choices=[('web', 'Inte på webben'), ('secrecy', 'Sekretess')], max_length=10, verbose_name='slag')),
                    ('words', models.TextField(blank=True, verbose_name='orden')),
                    ('reason', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='skäl')),
                    ('provision', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='bestämmelse')),
                    ('authority', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='myndighet')),
                    ('day', models.DateField(verbose_name='antecknad')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ],
                options={
                    'verbose_name': 'historik',
                    'verbose_name_plural': 'historical utelämnade uppgifter',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='ReplacedCopy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(verbose_name='ersatt')),
                ],
                options={
                    'verbose_name': 'ersatt offentlig kopia',
                    'verbose_name_plural': 'ersatta offentliga kopior',
                    'ordering': ['at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Withholding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('kind', models.CharField(choices=[('web', 'Inte på webben'), ('secrecy', 'Sekretess')], max_length=10, verbose_name='slag')),
                    ('words', models.TextField(blank=True, verbose_name='orden')),
                    ('reason', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='skäl')),
                    ('provision', models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='bestämmelse')),
                    ('authority', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='myndighet')),
                    ('day', models.DateField(verbose_name='antecknad')),
                ],
                options={
                    'verbose_name': 'utelämnad uppgift',
                    'verbose_name_plural': 'utelämnade uppgifter',
                    'ordering': ['meeting', 'paragraph__position', 'id'],
                },
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='verification',
                name='only_added',
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='verification',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['public_copy_id']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['public_copy_id']::text[]) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='e7d1c5da9e77a4188337a704c20c599bd6d68923', operation='UPDATE', pgid='pgtrigger_fixed_bfd8f', table='meetings_verification', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='verification',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='009660ff638556ca192edf39764dea0ceb7bff49', operation='DELETE', pgid='pgtrigger_never_deleted_29188', table='meetings_verification', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='verification',
                trigger=pgtrigger.compiler.Trigger(name='replaced_openly', sql=meetings.models.guards.GuardSql(func="IF OLD.public_copy_id IS DISTINCT FROM NEW.public_copy_id AND (NEW.public_copy_id IS NULL OR NOT EXISTS (SELECT 1 FROM meetings_replacedcopy WHERE verification_id = OLD.id AND file_id = OLD.public_copy_id)) THEN RAISE EXCEPTION 'Den offentliga kopian byts bara mot en ny, och den förra antecknas.' USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='54ce7650e49035bd69c3ac8ba8a0afe441144491', operation='UPDATE', pgid='pgtrigger_replaced_openly_f4b7d', table='meetings_verification', when='BEFORE')),
            ),
            migrations.AddField(
                model_name='extract',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='extract',
                name='file',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile'),
            ),
            migrations.AddField(
                model_name='extract',
                name='paragraph',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extracts', to='meetings.paragraph'),
            ),
            migrations.AddField(
                model_name='extract',
                name='verification',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extracts', to='meetings.verification'),
            ),
            migrations.AddField(
                model_name='historicalwithholding',
                name='attachment',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.attachment'),
            ),
            migrations.AddField(
                model_name='historicalwithholding',
                name='by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='antecknad av'),
            ),
            migrations.AddField(
                model_name='historicalwithholding',
                name='history_user',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='historicalwithholding',
                name='meeting',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.meeting'),
            ),
            migrations.AddField(
                model_name='historicalwithholding',
                name='paragraph',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.paragraph'),
            ),
            migrations.AddField(
                model_name='replacedcopy',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='replacedcopy',
                name='file',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile'),
            ),
            migrations.AddField(
                model_name='replacedcopy',
                name='verification',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replaced_copies', to='meetings.verification'),
            ),
            migrations.AddField(
                model_name='withholding',
                name='attachment',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='withholdings', to='meetings.attachment'),
            ),
            migrations.AddField(
                model_name='withholding',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='antecknad av'),
            ),
            migrations.AddField(
                model_name='withholding',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='withholdings', to='meetings.meeting'),
            ),
            migrations.AddField(
                model_name='withholding',
                name='paragraph',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='withholdings', to='meetings.paragraph'),
            ),
            migrations.AddConstraint(
                model_name='extract',
                constraint=models.CheckConstraint(condition=models.Q(('entitled', ''), models.Q(('receiver', ''), _negated=True), _connector='OR'), name='extract_of_secrets_has_receiver'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='extract',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='ae5b87063522437de39e2b87ac845a92b7f4b9e6', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_7ce53', table='meetings_extract', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='extract',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='64e56d5f2fbdaf6fd465ad31c73af38acac9ea7f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_af189', table='meetings_extract', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='extract',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='afcba3fb4e750c1da493b8e8e78e05d2ccf6cd3f', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_bad96', table='meetings_extract', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalwithholding',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e42b3dca4f2d9c3d83b35b049304f07e1ebfbd24', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_7908b', table='meetings_historicalwithholding', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='historicalwithholding',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='f40af7bdcfed37e8389238a4ccaed824f3fb2a6d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e1158', table='meetings_historicalwithholding', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='replacedcopy',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='599cbab65cef2c9f0a78bff74211e499a5cc1c04', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_33c60', table='meetings_replacedcopy', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='replacedcopy',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='d9b4ccf7fc91e7a78a5a61115f4a14cf90750230', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_49e25', table='meetings_replacedcopy', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='replacedcopy',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='fe057a486a424211cce530cef3f1427659612b95', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_1175d', table='meetings_replacedcopy', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='withholding',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'web'), models.Q(('reason', ''), _negated=True)), models.Q(('kind', 'secrecy'), models.Q(('provision', ''), _negated=True)), _connector='OR'), name='withholding_says_why', violation_error_message='Skriv varför uppgiften inte ska finnas på webben, eller vilken bestämmelse sekretessen grundas på.'),
            ),
            migrations.AddConstraint(
                model_name='withholding',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('attachment__isnull', False), ('paragraph__isnull', True), ('words', '')), models.Q(('attachment__isnull', True), ('paragraph__isnull', False)), models.Q(('attachment__isnull', True), ('paragraph__isnull', True), models.Q(('words', ''), _negated=True)), _connector='OR'), name='withholding_of_something', violation_error_message='Välj en paragraf eller en bilaga, eller skriv de ord som ska utelämnas.'),
            ),
        ]),
        migrations.RunSQL(HELD, NOT_HELD),
        migrations.RunSQL(SAID_ONCE.replace("{but}", BUT), SAID_ONCE.replace("{but}", "")),
        migrations.RunSQL(
            WHO_LEADS + WAY % "meetings_decides(m.body_id)",
            WAY % BEFORE
            + "DROP FUNCTION meetings_refuse_chair(bigint, bigint, date, bigint); DROP FUNCTION meetings_decides(bigint);",
        ),
        migrations.RunSQL(COMMITTEES, migrations.RunSQL.noop),
        migrations.RunSQL("DROP FUNCTION IF EXISTS pgtrigger_only_added_98cd1();", migrations.RunSQL.noop),
    ]
