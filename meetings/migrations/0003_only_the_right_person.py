"""Only the right person signs, each association has its seal, and what is written stays.

The functions come first, then the tables, the rows that stand already, and the triggers that call the functions.
"""

from typing import Any

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import meetings.migrations.operations
import meetings.models.guards
import meetings.models.identifiers
import meetings.models.mandate
import meetings.models.person
import meetings.models.validators
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from meetings.rules.addresses import usual_address
from meetings.rules.names import usual_name

WEAK = """
CREATE FUNCTION meetings_refuse_weak_signature(signatory bigint, level integer, on_paper boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    of_version bigint;
BEGIN
    SELECT version_id INTO of_version FROM meetings_signatory WHERE id = signatory;
    IF EXISTS (SELECT 1 FROM meetings_signature u JOIN meetings_signatory s ON s.id = u.signatory_id
               WHERE s.version_id = of_version AND (u.registered_by_id IS NOT NULL) <> on_paper) THEN
        RAISE EXCEPTION 'Underskrifter på papper och digitala blandas inte i samma protokoll.' USING ERRCODE = 'P0001';
    END IF;
    IF on_paper AND level IS NOT NULL THEN
        RAISE EXCEPTION 'En underskrift på papper har ingen nivå.' USING ERRCODE = 'P0001';
    END IF;
    IF NOT on_paper AND coalesce(level, 0) < (
        SELECT coalesce((snapshot #>> '{document,least_level}')::integer, 1)
        FROM meetings_protocolversion WHERE id = of_version
    ) THEN
        RAISE EXCEPTION 'Underskriften har lägre nivå än vad som är beslutat.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

NOT_WEAK = "DROP FUNCTION meetings_refuse_weak_signature(bigint, integer, boolean);"

REFUSALS = """
CREATE FUNCTION meetings_refuse_address(who bigint, before text, after text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF before = after OR EXISTS (
        SELECT 1 FROM meetings_accountchange c WHERE c.person_id = who AND c.kind = 'address'
        AND ((c.valid_at IS NOT NULL AND c.ended_at IS NULL AND c.old_email = before AND c.new_email = after)
             OR (c.valid_at IS NOT NULL AND c.ended_at IS NOT NULL AND c.old_email = after AND c.new_email = before))
    ) THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'En e-postadress ändras bara genom en bekräftad kontoändring.' USING ERRCODE = 'P0001';
END $$;

CREATE FUNCTION meetings_refuse_said_again(before jsonb, after jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM jsonb_each(before) o
               WHERE o.value NOT IN ('null', '""') AND o.value IS DISTINCT FROM after -> o.key) THEN
        RAISE EXCEPTION 'Det som är sagt i en kontoändring ändras inte.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

NO_REFUSALS = """
DROP FUNCTION meetings_refuse_said_again(jsonb, jsonb);
DROP FUNCTION meetings_refuse_address(bigint, text, text);
"""

OLD_VERIFICATION = """
CREATE FUNCTION meetings_refuse_verification(protocol bigint, version bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM meetings_refuse_unless_open(version);
    IF protocol IS DISTINCT FROM (SELECT protocol_id FROM meetings_protocolversion WHERE id = version) THEN
        RAISE EXCEPTION 'Versionen hör till ett annat protokoll.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_signatory s LEFT JOIN meetings_signature u ON u.signatory_id = s.id
               WHERE s.version_id = version AND s.role IN ('secretary', 'chair') AND u.id IS NULL)
       OR (SELECT count(*) FROM meetings_signatory s JOIN meetings_signature u ON u.signatory_id = s.id
           WHERE s.version_id = version AND s.role IN ('verifier', 'deputy_verifier'))
          < (SELECT count(*) FROM meetings_signatory WHERE version_id = version AND role = 'verifier') THEN
        RAISE EXCEPTION 'Alla har inte skrivit under.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

VERIFICATION = """
DROP FUNCTION meetings_refuse_verification(bigint, bigint);
CREATE FUNCTION meetings_refuse_verification(protocol bigint, version bigint, method text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM meetings_refuse_unless_open(version);
    IF protocol IS DISTINCT FROM (SELECT protocol_id FROM meetings_protocolversion WHERE id = version) THEN
        RAISE EXCEPTION 'Versionen hör till ett annat protokoll.' USING ERRCODE = 'P0001';
    END IF;
    IF method = 'board' THEN
        IF NOT EXISTS (SELECT 1 FROM meetings_referral r
                       JOIN meetings_protocolparagraph l ON l.paragraph_id = r.item_id
                       JOIN meetings_verification v ON v.protocol_id = l.protocol_id
                       WHERE r.version_id = version) THEN
            RAISE EXCEPTION 'Ingen justerad paragraf säger att styrelsen har justerat protokollet.'
                USING ERRCODE = 'P0001';
        END IF;
    ELSIF EXISTS (SELECT 1 FROM meetings_signatory s
                  WHERE s.version_id = version AND s.is_awaited AND s.role IN ('secretary', 'chair', 'verifier')
                    AND NOT EXISTS (SELECT 1 FROM meetings_signature u WHERE u.signatory_id = s.id)
                    AND NOT EXISTS (SELECT 1 FROM meetings_standin i
                                    JOIN meetings_signature u ON u.signatory_id = i.signatory_id
                                    WHERE i.replaces_id = s.id)) THEN
        RAISE EXCEPTION 'Alla har inte skrivit under.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

SIGNATURE = """
CREATE FUNCTION meetings_refuse_stranger(signatory bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM meetings_signatory s WHERE s.id = signatory
               AND s.role NOT IN ('secretary', 'chair', 'verifier')
               AND NOT EXISTS (SELECT 1 FROM meetings_standin i WHERE i.signatory_id = s.id)) THEN
        RAISE EXCEPTION 'Den som inte ska skriva under gör det bara i någons ställe.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_signature u
               WHERE u.signatory_id IN (SELECT i.replaces_id FROM meetings_standin i WHERE i.signatory_id = signatory
                                        UNION SELECT o.signatory_id FROM meetings_standin i
                                        JOIN meetings_standin o ON o.replaces_id = i.replaces_id
                                        WHERE i.signatory_id = signatory
                                        UNION SELECT i.signatory_id FROM meetings_standin i
                                        WHERE i.replaces_id = signatory)) THEN
        RAISE EXCEPTION 'Underskriften är redan gjord.' USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

STAND_IN = """
CREATE FUNCTION meetings_refuse_stand_in(who bigint, instead_of bigint, starter bigint, moment timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    s meetings_signatory%ROWTYPE;
    r meetings_signatory%ROWTYPE;
    day date := (moment AT TIME ZONE 'Europe/Stockholm')::date;
BEGIN
    SELECT * INTO s FROM meetings_signatory WHERE id = who;
    SELECT * INTO r FROM meetings_signatory WHERE id = instead_of;
    PERFORM meetings_refuse_unless_open(r.version_id);
    IF s.version_id <> r.version_id OR s.person_id = r.person_id
       OR (s.role, r.role) NOT IN (('deputy_chair', 'chair'), ('deputy_verifier', 'verifier')) THEN
        RAISE EXCEPTION 'Den personen kan inte skriva under i den andras ställe.' USING ERRCODE = 'P0001';
    END IF;
    IF s.paragraphs IS NOT NULL AND NOT coalesce(r.paragraphs <@ s.paragraphs, false) THEN
        RAISE EXCEPTION 'Den som skriver under i någons ställe ska ha tjänstgjort i alla de paragraferna.'
            USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_signature WHERE signatory_id IN (who, instead_of)) THEN
        RAISE EXCEPTION 'Underskriften är redan gjord.' USING ERRCODE = 'P0001';
    END IF;
    IF EXISTS (SELECT 1 FROM meetings_signatory o LEFT JOIN meetings_standin i ON i.signatory_id = o.id
               WHERE o.version_id = s.version_id AND o.person_id = s.person_id
                 AND (o.role = 'verifier' OR i.id IS NOT NULL)) THEN
        RAISE EXCEPTION 'Personen skriver redan under som justerare eller i någons ställe.'
            USING ERRCODE = 'P0001';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM meetings_signatory o
                   WHERE o.version_id = r.version_id AND o.person_id = starter AND o.role = 'chair')
       AND NOT EXISTS (SELECT 1 FROM meetings_protocolversion v
                       JOIN meetings_protocol p ON p.id = v.protocol_id
                       JOIN meetings_meeting m ON m.id = p.meeting_id
                       JOIN meetings_office o ON o.body_id = m.body_id
                       WHERE v.id = r.version_id AND o.person_id = starter
                         AND o.first_day <= day AND coalesce(o.last_day >= day, true)) THEN
        RAISE EXCEPTION 'Bara ordföranden eller en vice ordförande låter någon skriva under i en annans ställe.'
            USING ERRCODE = 'P0001';
    END IF;
END $$;
"""

BACK = """
DROP FUNCTION meetings_refuse_stand_in(bigint, bigint, bigint, timestamptz);
DROP FUNCTION meetings_refuse_stranger(bigint);
DROP FUNCTION meetings_refuse_verification(bigint, bigint, text);
"""

CHAIN = """
CREATE FUNCTION meetings_row_hash(written anyelement, names text[]) RETURNS text LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
BEGIN
    RETURN encode(sha256(convert_to((
        SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(written)) WHERE key = ANY (names)
    )::text, 'UTF8')), 'hex');
END $$;

CREATE FUNCTION meetings_chain(of_table text, of_row bigint, written anyelement, why text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    names text[];
BEGIN
    SELECT array_agg(key ORDER BY key) INTO names FROM jsonb_object_keys(to_jsonb(written)) key;
    INSERT INTO meetings_chainlink ("table", "row", columns, content, at, decision, sha256)
    VALUES (of_table, of_row, names, meetings_row_hash(written, names), now(), why, '');
END $$;
"""

NO_CHAIN = """
DROP FUNCTION meetings_chain(text, bigint, anyelement, text);
DROP FUNCTION meetings_row_hash(anyelement, text[]);
"""

# What was sealed before each association had a seal of its own is known as that association's.
SEALED_BEFORE = """
INSERT INTO meetings_sealing (association_id, document_id, reason, asked_at, sealed_id, sealed_at)
SELECT b.association_id, f.file, 'Protokollet är justerat', v.at, f.file, v.at
FROM meetings_verification v
JOIN meetings_protocol p ON p.id = v.protocol_id
JOIN meetings_meeting m ON m.id = p.meeting_id
JOIN meetings_body b ON b.id = m.body_id
CROSS JOIN LATERAL (VALUES (v.original_id), (v.public_copy_id)) f (file)
WHERE f.file IS NOT NULL
ON CONFLICT DO NOTHING
"""

# What was written before there was a chain is in it from now on.
NOTE_ROWS = """
DO $$
DECLARE
    one text;
BEGIN
    FOR one IN
        SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE starts_with(t.tgname, 'pgtrigger_chained_') AND starts_with(c.relname, 'meetings_') ORDER BY 1
    LOOP
        EXECUTE format($q$SELECT count(meetings_chain(%L, t.id, t, '')) FROM %I t$q$, one, one);
    END LOOP;
END $$
"""


def store_usual_addresses(apps: Any, schema_editor: Any) -> None:
    """An address whose usual form is another person's already is left: two people cannot have the same."""
    Person = apps.get_model("meetings", "Person")
    for person in Person.objects.order_by("pk").only("email"):
        usual = usual_address(person.email)
        if usual != person.email and not Person.objects.exclude(pk=person.pk).filter(email__iexact=usual).exists():
            Person.objects.filter(pk=person.pk).update(email=usual)


def store_usual_names(apps: Any, schema_editor: Any) -> None:
    """In NFC, with single spaces."""
    people = apps.get_model("meetings", "Person").objects
    for key, first, last in people.values_list("pk", "first_name", "last_name"):
        usual = usual_name(first), usual_name(last)
        if usual != (first, last):
            people.filter(pk=key).update(first_name=usual[0], last_name=usual[1])


def say_which_are_in_use(apps: Any, schema_editor: Any) -> None:
    """When each account was first used is not known; those that can be used are as old as their rows."""
    people = apps.get_model("meetings", "Person").objects
    people.filter(~Q(password__startswith="!") | Q(last_login__isnull=False)).update(in_use_since=F("date_joined"))


def propose_accounts(apps: Any, schema_editor: Any) -> None:
    """Who added each person whose account is not in use yet, from the history of the register."""
    History = apps.get_model("meetings", "HistoricalPerson")
    AccountChange = apps.get_model("meetings", "AccountChange")
    for person in apps.get_model("meetings", "Person").objects.filter(in_use_since__isnull=True):
        added = History.objects.filter(id=person.pk, history_type="+", history_user__isnull=False).first()
        if added:
            AccountChange.objects.create(
                person=person,
                kind="account",
                new_email=person.email,
                proposed_by_id=added.history_user_id,
                proposed_at=added.history_date,
            )


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0002_guards'),
        ('procrastinate', '0041_post_retry_failed_job'),
    ]

    operations = [
        migrations.RunSQL(WEAK, NOT_WEAK),
        migrations.RunSQL(REFUSALS, NO_REFUSALS),
        migrations.RunSQL(VERIFICATION + SIGNATURE + STAND_IN, BACK + OLD_VERIFICATION),
        migrations.RunSQL(CHAIN, NO_CHAIN),
        meetings.migrations.operations.Together(
            operations=[
                migrations.CreateModel(
                    name='AccountChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                        ('kind', models.CharField(choices=[('account', 'Nytt konto'), ('address', 'Ny e-postadress'), ('second_factor', 'Återställd andra faktor')], max_length=20, verbose_name='slag')),
                        ('old_email', models.EmailField(blank=True, max_length=254, verbose_name='tidigare adress')),
                        ('new_email', models.EmailField(max_length=254, verbose_name='adress')),
                        ('old_token_hash', models.CharField(blank=True, max_length=64)),
                        ('new_token_hash', models.CharField(blank=True, max_length=64)),
                        ('proposed_at', models.DateTimeField(verbose_name='föreslagen')),
                        ('old_confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='bekräftad från den tidigare adressen')),
                        ('new_confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='bekräftad från adressen')),
                        ('vouched_at', models.DateTimeField(blank=True, null=True, verbose_name='bekräftad av någon annan')),
                        ('how', models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='hur')),
                        ('valid_at', models.DateTimeField(blank=True, null=True, verbose_name='gäller från')),
                        ('signs_from', models.DateTimeField(blank=True, null=True, verbose_name='underskrift tidigast')),
                        ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='avbruten')),
                    ],
                    options={
                        'verbose_name': 'kontoändring',
                        'verbose_name_plural': 'kontoändringar',
                        'ordering': ['-proposed_at', '-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ChainLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('table', models.CharField(max_length=63, verbose_name='tabell')),
                        ('row', models.BigIntegerField(verbose_name='rad')),
                        ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), default=list, verbose_name='kolumner')),
                        ('content', models.CharField(max_length=64, verbose_name='radens SHA-256')),
                        ('at', models.DateTimeField(verbose_name='tid')),
                        ('decision', models.TextField(blank=True, verbose_name='beslut om gallring')),
                        ('number', models.PositiveBigIntegerField(null=True, unique=True, verbose_name='nummer')),
                        ('sha256', models.CharField(blank=True, max_length=64, verbose_name='kedjans SHA-256')),
                    ],
                    options={
                        'verbose_name': 'länk i beviskedjan',
                        'verbose_name_plural': 'beviskedjan',
                        'ordering': ['number'],
                    },
                ),
                migrations.CreateModel(
                    name='IntegrityCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(verbose_name='tid')),
                        ('checked', models.JSONField(verbose_name='kontrollerat')),
                        ('faults', models.JSONField(verbose_name='fel')),
                    ],
                    options={
                        'verbose_name': 'kontroll av bevis',
                        'verbose_name_plural': 'kontroller av bevis',
                        'ordering': ['-at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                        ('to', models.EmailField(max_length=254, verbose_name='till')),
                        ('subject', models.CharField(max_length=998, verbose_name='ämne')),
                        ('message_id', models.CharField(blank=True, max_length=200)),
                        ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='skrivet')),
                        ('sending_at', models.DateTimeField(blank=True, null=True, verbose_name='började skickas')),
                        ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='skickat')),
                        ('trouble', models.CharField(blank=True, max_length=300, verbose_name='mejlserverns svar')),
                    ],
                    options={
                        'verbose_name': 'mejl',
                        'verbose_name_plural': 'mejl',
                        'ordering': ['-written_at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Seal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('certificate', models.BinaryField(verbose_name='certifikat')),
                        ('fingerprint', models.CharField(error_messages={'unique': 'Certifikatet finns redan.'}, max_length=64, unique=True, verbose_name='certifikatets SHA-256')),
                        ('holder', models.CharField(max_length=200, verbose_name='utfärdat till')),
                        ('valid_from', models.DateTimeField(verbose_name='gäller från')),
                        ('valid_to', models.DateTimeField(verbose_name='gäller till')),
                        ('taken_in_at', models.DateTimeField(verbose_name='i bruk från')),
                        ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='i bruk till')),
                    ],
                    options={
                        'verbose_name': 'elektronisk stämpel',
                        'verbose_name_plural': 'elektroniska stämplar',
                        'ordering': ['association', '-taken_in_at'],
                    },
                ),
                migrations.CreateModel(
                    name='Sealing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(max_length=100, verbose_name='skäl')),
                        ('asked_at', models.DateTimeField(verbose_name='klart att stämplas')),
                        ('sealed_at', models.DateTimeField(blank=True, null=True, verbose_name='stämplat')),
                    ],
                    options={
                        'verbose_name': 'stämpling',
                        'verbose_name_plural': 'stämplingar',
                        'ordering': ['asked_at', 'id'],
                    },
                ),
                migrations.CreateModel(
                    name='SealKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('encrypted', models.TextField(verbose_name='krypterad nyckel')),
                    ],
                    options={
                        'verbose_name': 'stämpelns nyckel',
                        'verbose_name_plural': 'stämplarnas nycklar',
                    },
                ),
                migrations.CreateModel(
                    name='Session',
                    fields=[
                        ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                        ('session_data', models.TextField(verbose_name='session data')),
                        ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                        ('public_id', models.CharField(blank=True, editable=False, max_length=12)),
                        ('begun_at', models.DateTimeField(blank=True, null=True, verbose_name='sedan')),
                        ('browser', models.CharField(blank=True, max_length=100, verbose_name='webbläsare')),
                    ],
                    options={
                        'verbose_name': 'inloggning',
                        'verbose_name_plural': 'inloggningar',
                    },
                ),
                migrations.CreateModel(
                    name='StandIn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='skäl')),
                        ('at', models.DateTimeField(verbose_name='tid')),
                    ],
                    options={
                        'verbose_name': 'underskrift i någons ställe',
                        'verbose_name_plural': 'underskrifter i någons ställe',
                        'ordering': ['at'],
                    },
                ),
                migrations.RemoveConstraint(
                    model_name='postingperiod',
                    name='posting_period_no_overlap',
                ),
                migrations.AddField(
                    model_name='association',
                    name='second_factor_applicants',
                    field=models.BooleanField(default=False, verbose_name='de som söker medel'),
                ),
                migrations.AddField(
                    model_name='association',
                    name='second_factor_auditors',
                    field=models.BooleanField(default=False, verbose_name='revisorer'),
                ),
                migrations.AddField(
                    model_name='association',
                    name='second_factor_board',
                    field=models.BooleanField(default=False, verbose_name='ledamöter, ersättare och andra som skriver under'),
                ),
                migrations.AddField(
                    model_name='body',
                    name='awaits_secretary',
                    field=models.BooleanField(default=False, help_text='Sekreteraren skriver då under först. Annars skriver alla under i valfri ordning, och justeringen är klar när ordföranden och justerarna har skrivit under.', verbose_name='vänta på sekreterarens underskrift'),
                ),
                migrations.AddField(
                    model_name='body',
                    name='chair_stand_in',
                    field=models.CharField(choices=[('vice_chair', 'Vice ordförande som tjänstgjorde i paragraferna, annars styrelsen'), ('board', 'Styrelsen vid nästa sammanträde')], default='vice_chair', max_length=20, verbose_name='när ordföranden inte kan skriva under'),
                ),
                migrations.AddField(
                    model_name='body',
                    name='least_level',
                    field=models.PositiveSmallIntegerField(choices=[(1, '1: lösenord'), (2, '2: andra faktor eller inloggningsnyckel'), (3, '3: e-legitimation på tillitsnivå 3')], default=1, help_text='Enligt beslutet om justeringssätt. Gäller det som blir klart för justering hädanefter.', verbose_name='lägsta nivå för underskrift'),
                ),
                migrations.AddField(
                    model_name='body',
                    name='order_decided_in',
                    field=models.CharField(blank=True, help_text='Bara numret, till exempel 5.', max_length=20, verbose_name='beslut om ordningen, paragraf'),
                ),
                migrations.AddField(
                    model_name='body',
                    name='order_decided_on',
                    field=models.DateField(blank=True, null=True, verbose_name='beslut om ordningen, dag'),
                ),
                migrations.AddField(
                    model_name='body',
                    name='verifier_stand_in',
                    field=models.CharField(choices=[('deputy', 'Vald ersättare för justerare, annars styrelsen'), ('board', 'Styrelsen vid nästa sammanträde')], default='deputy', max_length=20, verbose_name='när en justerare inte kan skriva under'),
                ),
                migrations.AddField(
                    model_name='historicalassociation',
                    name='second_factor_applicants',
                    field=models.BooleanField(default=False, verbose_name='de som söker medel'),
                ),
                migrations.AddField(
                    model_name='historicalassociation',
                    name='second_factor_auditors',
                    field=models.BooleanField(default=False, verbose_name='revisorer'),
                ),
                migrations.AddField(
                    model_name='historicalassociation',
                    name='second_factor_board',
                    field=models.BooleanField(default=False, verbose_name='ledamöter, ersättare och andra som skriver under'),
                ),
                migrations.AddField(
                    model_name='historicalbody',
                    name='awaits_secretary',
                    field=models.BooleanField(default=False, help_text='Sekreteraren skriver då under först. Annars skriver alla under i valfri ordning, och justeringen är klar när ordföranden och justerarna har skrivit under.', verbose_name='vänta på sekreterarens underskrift'),
                ),
                migrations.AddField(
                    model_name='historicalbody',
                    name='chair_stand_in',
                    field=models.CharField(choices=[('vice_chair', 'Vice ordförande som tjänstgjorde i paragraferna, annars styrelsen'), ('board', 'Styrelsen vid nästa sammanträde')], default='vice_chair', max_length=20, verbose_name='när ordföranden inte kan skriva under'),
                ),
                migrations.AddField(
                    model_name='historicalbody',
                    name='least_level',
                    field=models.PositiveSmallIntegerField(choices=[(1, '1: lösenord'), (2, '2: andra faktor eller inloggningsnyckel'), (3, '3: e-legitimation på tillitsnivå 3')], default=1, help_text='Enligt beslutet om justeringssätt. Gäller det som blir klart för justering hädanefter.', verbose_name='lägsta nivå för underskrift'),
                ),
                migrations.AddField(
                    model_name='historicalbody',
                    name='order_decided_in',
                    field=models.CharField(blank=True, help_text='Bara numret, till exempel 5.', max_length=20, verbose_name='beslut om ordningen, paragraf'),
                ),
                migrations.AddField(
                    model_name='historicalbody',
                    name='order_decided_on',
                    field=models.DateField(blank=True, null=True, verbose_name='beslut om ordningen, dag'),
                ),
                migrations.AddField(
                    model_name='historicalbody',
                    name='verifier_stand_in',
                    field=models.CharField(choices=[('deputy', 'Vald ersättare för justerare, annars styrelsen'), ('board', 'Styrelsen vid nästa sammanträde')], default='deputy', max_length=20, verbose_name='när en justerare inte kan skriva under'),
                ),
                migrations.AddField(
                    model_name='historicalperson',
                    name='in_use_since',
                    field=models.DateTimeField(blank=True, editable=False, help_text='När någon först loggade in eller valde lösenord. Databasen låter det stå.', null=True, verbose_name='konto i bruk sedan'),
                ),
                migrations.AddField(
                    model_name='person',
                    name='in_use_since',
                    field=models.DateTimeField(blank=True, editable=False, help_text='När någon först loggade in eller valde lösenord. Databasen låter det stå.', null=True, verbose_name='konto i bruk sedan'),
                ),
                migrations.AddField(
                    model_name='postingperiod',
                    name='replaced_at',
                    field=models.DateTimeField(blank=True, null=True, verbose_name='ersatt av en rättelse'),
                ),
                migrations.AddField(
                    model_name='signatory',
                    name='is_awaited',
                    field=models.BooleanField(default=True, verbose_name='väntas in'),
                ),
                migrations.AddField(
                    model_name='signatory',
                    name='paragraphs',
                    field=models.JSONField(blank=True, null=True, verbose_name='paragrafer'),
                ),
                migrations.AddField(
                    model_name='signature',
                    name='evidence',
                    field=models.JSONField(blank=True, default=dict, verbose_name='bevis'),
                ),
                migrations.AddField(
                    model_name='signature',
                    name='level',
                    field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1: lösenord'), (2, '2: andra faktor eller inloggningsnyckel'), (3, '3: e-legitimation på tillitsnivå 3')], help_text='Tom för underskrift på papper.', null=True, verbose_name='nivå'),
                ),
                migrations.AlterField(
                    model_name='historicalperson',
                    name='first_name',
                    field=meetings.models.person.NameField(max_length=100, validators=[meetings.models.validators.printable], verbose_name='förnamn'),
                ),
                migrations.AlterField(
                    model_name='historicalperson',
                    name='last_name',
                    field=meetings.models.person.NameField(max_length=100, validators=[meetings.models.validators.printable], verbose_name='efternamn'),
                ),
                migrations.AlterField(
                    model_name='person',
                    name='first_name',
                    field=meetings.models.person.NameField(max_length=100, validators=[meetings.models.validators.printable], verbose_name='förnamn'),
                ),
                migrations.AlterField(
                    model_name='person',
                    name='last_name',
                    field=meetings.models.person.NameField(max_length=100, validators=[meetings.models.validators.printable], verbose_name='efternamn'),
                ),
                migrations.AlterField(
                    model_name='signatory',
                    name='role',
                    field=models.CharField(choices=[('secretary', 'Sekreterare'), ('chair', 'Ordförande'), ('verifier', 'Justerare'), ('deputy_chair', 'Vice ordförande'), ('deputy_verifier', 'Ersättare för justerare')], max_length=20, verbose_name='roll'),
                ),
                migrations.AlterField(
                    model_name='verification',
                    name='method',
                    field=models.CharField(choices=[('online', 'Digitalt'), ('board', 'Av styrelsen'), ('paper', 'På papper'), ('notes', 'Färdigställda utan justering')], default='online', max_length=10, verbose_name='sätt'),
                ),
                migrations.AddConstraint(
                    model_name='postingperiod',
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('replaced_at__isnull', True)), expressions=[(meetings.models.mandate.KeyRange('posting_id'), '&&'), (models.Func(models.F('first_day'), models.F('last_day'), function='daterange', template="%(function)s(%(expressions)s, '[)')"), '&&')], name='posting_period_no_overlap', violation_error_message='Anslaget är redan uppsatt under den tiden.'),
                ),
                migrations.AddField(
                    model_name='accountchange',
                    name='ended_by',
                    field=models.ForeignKey(blank=True, help_text='Tom när den tidigare adressen avbröt.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='avbruten av'),
                ),
                migrations.AddField(
                    model_name='accountchange',
                    name='person',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='account_changes', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='accountchange',
                    name='proposed_by',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='föreslagen av'),
                ),
                migrations.AddField(
                    model_name='accountchange',
                    name='vouched_by',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bekräftad av'),
                ),
                migrations.AddIndex(
                    model_name='chainlink',
                    index=models.Index(fields=['table', 'row', '-id'], name='chain_link_of_row'),
                ),
                migrations.AddConstraint(
                    model_name='chainlink',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('sha256', '')), models.Q(('number__isnull', False), models.Q(('sha256', ''), _negated=True)), _connector='OR'), name='chain_link_number_with_hash'),
                ),
                migrations.AddField(
                    model_name='letter',
                    name='association',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='meetings.association'),
                ),
                migrations.AddField(
                    model_name='letter',
                    name='job',
                    field=models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='letter', to='procrastinate.procrastinatejob'),
                ),
                migrations.AddField(
                    model_name='seal',
                    name='association',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='meetings.association', verbose_name='förbund'),
                ),
                migrations.AddField(
                    model_name='seal',
                    name='ended_by',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='seal',
                    name='taken_in_by',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='sealing',
                    name='association',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sealings', to='meetings.association', verbose_name='förbund'),
                ),
                migrations.AddField(
                    model_name='sealing',
                    name='document',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sealing', to='meetings.storedfile'),
                ),
                migrations.AddField(
                    model_name='sealing',
                    name='seal',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sealings', to='meetings.seal'),
                ),
                migrations.AddField(
                    model_name='sealing',
                    name='sealed',
                    field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sealed_by', to='meetings.storedfile'),
                ),
                migrations.AddField(
                    model_name='sealkey',
                    name='seal',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='key', to='meetings.seal'),
                ),
                migrations.AddField(
                    model_name='session',
                    name='person',
                    field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField(
                    model_name='standin',
                    name='replaces',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='meetings.signatory'),
                ),
                migrations.AddField(
                    model_name='standin',
                    name='signatory',
                    field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='stand_in', to='meetings.signatory'),
                ),
                migrations.AddField(
                    model_name='standin',
                    name='started_by',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddConstraint(
                    model_name='accountchange',
                    constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('valid_at__isnull', True)), fields=('person', 'kind'), name='account_change_one_open'),
                ),
                migrations.AddConstraint(
                    model_name='accountchange',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('how', ''), ('vouched_at__isnull', True), ('vouched_by__isnull', True)), models.Q(('vouched_at__isnull', False), ('vouched_by__isnull', False), models.Q(('how', ''), _negated=True)), _connector='OR'), name='account_change_vouched_with_how'),
                ),
                migrations.AddConstraint(
                    model_name='accountchange',
                    constraint=models.CheckConstraint(condition=models.Q(('vouched_by__isnull', True), models.Q(models.Q(('vouched_by', models.F('person')), _negated=True), models.Q(('vouched_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='account_change_vouched_by_a_third', violation_error_message='Någon annan ska bekräfta ändringen.'),
                ),
                migrations.AddConstraint(
                    model_name='accountchange',
                    constraint=models.CheckConstraint(condition=models.Q(('valid_at__isnull', True), models.Q(('kind', 'account'), ('vouched_at__isnull', False)), models.Q(('kind', 'address'), ('new_confirmed_at__isnull', False), ('old_confirmed_at__isnull', False)), models.Q(('new_confirmed_at__isnull', False), ('signs_from__isnull', False), ('vouched_at__isnull', False)), _connector='OR'), name='account_change_valid_when_confirmed'),
                ),
                migrations.AddConstraint(
                    model_name='accountchange',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'address'), models.Q(('old_email', ''), _negated=True), models.Q(('old_email', models.F('new_email')), _negated=True)), models.Q(models.Q(('kind', 'address'), _negated=True), ('old_email', '')), _connector='OR'), name='account_change_has_addresses'),
                ),
                migrations.AddConstraint(
                    model_name='letter',
                    constraint=models.CheckConstraint(condition=models.Q(('sent_at', None), ('sending_at__isnull', False), _connector='OR'), name='letter_sent_after_begun'),
                ),
                migrations.AddConstraint(
                    model_name='seal',
                    constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('association',), name='one_seal_in_use'),
                ),
                migrations.AddConstraint(
                    model_name='sealing',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('seal', None), ('sealed', None), ('sealed_at', None)), models.Q(('sealed__isnull', False), ('sealed_at__isnull', False)), _connector='OR'), name='sealing_done_has_time'),
                ),
                migrations.AddConstraint(
                    model_name='session',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('begun_at__isnull', True), ('person__isnull', True), ('public_id', '')), models.Q(('begun_at__isnull', False), ('person__isnull', False), models.Q(('public_id', ''), _negated=True)), _connector='OR'), name='session_of_a_person_has_begun'),
                ),
                migrations.AddConstraint(
                    model_name='standin',
                    constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='stand_in_has_reason'),
                ),
            ],
        ),
        migrations.RunPython(store_usual_addresses, migrations.RunPython.noop),
        migrations.RunPython(store_usual_names, migrations.RunPython.noop),
        migrations.RunPython(say_which_are_in_use, migrations.RunPython.noop),
        migrations.RunPython(propose_accounts, migrations.RunPython.noop),
        migrations.RunSQL(SEALED_BEFORE, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        meetings.migrations.operations.SetTriggers(
            triggers={
                'abstention': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='dbf8975af9fffb47d0463ea735ffc338cbe481af', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_f0df3', table='meetings_abstention', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='3a1b348c36a987817ad8fa4ac5fd6d9249048265', operation='UPDATE', pgid='pgtrigger_locked_update_642c5', table='meetings_abstention', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); RETURN OLD;', hash='1f51e4c5b4cc3a426627be37f1eea3a0901fad6f', operation='DELETE', pgid='pgtrigger_locked_delete_1c40c', table='meetings_abstention', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='0b3cafd6a8032dd8a316406a98118215f36f2701', operation='INSERT', pgid='pgtrigger_locked_insert_3a397', table='meetings_abstention', when='BEFORE')), pgtrigger.compiler.Trigger(name='what_fits', sql=meetings.models.guards.GuardSql(func="IF true THEN PERFORM meetings_refuse_misfit(NEW.paragraph_id, NEW.attendee_id, 'abstention'); END IF; RETURN NEW;", hash='31e5f2693d35cbd1a6cc4cee6ecbcc9ac8b217a6', operation='INSERT OR UPDATE', pgid='pgtrigger_what_fits_beef9', table='meetings_abstention', when='BEFORE'))],
                'accountchange': [pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="IF OLD.kind <> 'account' OR OLD.valid_at IS NOT NULL OR OLD.new_confirmed_at IS NOT NULL THEN RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN OLD;", hash='1d384338375e8469f749a7a6f83d71c47d6bbdcf', operation='DELETE', pgid='pgtrigger_never_deleted_b28c5', table='meetings_accountchange', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='2e8134f8ea5ed430310765ab55f0ab0f53c5bae7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_188fc', table='meetings_accountchange', when='BEFORE')), pgtrigger.compiler.Trigger(name='said_once', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_said_again(to_jsonb(OLD), to_jsonb(NEW)); RETURN NEW;', hash='96a5d85f18f31942c5ef863217cee96b1b348ed2', operation='UPDATE', pgid='pgtrigger_said_once_02597', table='meetings_accountchange', when='BEFORE'))],
                'adjournment': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e4890588ffd4c80bc076cf27ea464a9cdcf8dd41', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_d3a3e', table='meetings_adjournment', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, NULL); PERFORM meetings_refuse_if_locked(NEW.meeting_id, NULL); RETURN NEW;', hash='006aefded49edf2fcac1927ef7cea9db9b04007d', operation='UPDATE', pgid='pgtrigger_locked_update_dc3d8', table='meetings_adjournment', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, NULL); RETURN OLD;', hash='983a0834700661119255e219507982b92f2a38d9', operation='DELETE', pgid='pgtrigger_locked_delete_abcc7', table='meetings_adjournment', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(NEW.meeting_id, NULL); RETURN NEW;', hash='de6530e6166f45269577db7a04596e80016774e1', operation='INSERT', pgid='pgtrigger_locked_insert_16060', table='meetings_adjournment', when='BEFORE'))],
                'appeal': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['closed']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['closed']::text[] OR (OLD.closed IS DISTINCT FROM NEW.closed AND coalesce(OLD.closed::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='1f796d49bcdc143e539dc2488aca6c30d331f603', operation='UPDATE', pgid='pgtrigger_fixed_86b38', table='meetings_appeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='663e5c708daf89c875147e944fe293e5cd742d0f', operation='DELETE', pgid='pgtrigger_never_deleted_db666', table='meetings_appeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='3ebbdcb0328c160ce6dcb3c4817fb84edb5143a7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e0fdf', table='meetings_appeal', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='fae5ec4ba08796d85646f72f724e329f7bbb9588', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_22376', table='meetings_appeal', when='AFTER'))],
                'attachment': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='675eff1b8a327e5663e1752d54dad65b4596598e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_019e2', table='meetings_attachment', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, OLD.paragraph_id); PERFORM meetings_refuse_if_locked(NEW.meeting_id, NEW.paragraph_id); RETURN NEW;', hash='e30284b6e0fb7c4f7ae91c9e90966df62311ffd2', operation='UPDATE', pgid='pgtrigger_locked_update_a2f39', table='meetings_attachment', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, OLD.paragraph_id); RETURN OLD;', hash='a1e4eaf55fa7b2b529a55ea932f73ce10a542162', operation='DELETE', pgid='pgtrigger_locked_delete_e7ff0', table='meetings_attachment', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(NEW.meeting_id, NEW.paragraph_id); RETURN NEW;', hash='0c4fc1e378e84cc68f28069d283744051e595f54', operation='INSERT', pgid='pgtrigger_locked_insert_c550d', table='meetings_attachment', when='BEFORE'))],
                'attendee': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='b972abdb6725666f031515e590f527930dba1beb', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_46e68', table='meetings_attendee', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, NULL); PERFORM meetings_refuse_if_locked(NEW.meeting_id, NULL); RETURN NEW;', hash='09acaf2df3f1083d33941c1d7db565e8e236a90a', operation='UPDATE', pgid='pgtrigger_locked_update_b2562', table='meetings_attendee', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, NULL); RETURN OLD;', hash='99dd9c7ffd1fecd52babcb09cf09d993f265cf91', operation='DELETE', pgid='pgtrigger_locked_delete_d804c', table='meetings_attendee', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(NEW.meeting_id, NULL); RETURN NEW;', hash='c9e4b278a55eb966ccf57b51a5081d98e4f2c450', operation='INSERT', pgid='pgtrigger_locked_insert_71a42', table='meetings_attendee', when='BEFORE'))],
                'attendeeparagraph': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='fc2dc418009f929ee965124fcad4390ec4c2a86c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_b77df', table='meetings_attendeeparagraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_attendee WHERE id = OLD.attendee_id), NULL); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_attendee WHERE id = NEW.attendee_id), NULL); RETURN NEW;', hash='1c111081a07e94c596dac6ad83240b210dc94656', operation='UPDATE', pgid='pgtrigger_locked_update_1bc0d', table='meetings_attendeeparagraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_attendee WHERE id = OLD.attendee_id), NULL); RETURN OLD;', hash='0159679ba0524d4d42069f5d2e86a03eea240c7a', operation='DELETE', pgid='pgtrigger_locked_delete_51503', table='meetings_attendeeparagraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_attendee WHERE id = NEW.attendee_id), NULL); RETURN NEW;', hash='6ff8ac9c986d6de8781fcdd0784fd203a4ef467f', operation='INSERT', pgid='pgtrigger_locked_insert_31f8e', table='meetings_attendeeparagraph', when='BEFORE'))],
                'ballot': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='4334e017e04587365de59242a7adeba481d75880', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_4f3e2', table='meetings_ballot', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='9a01e9e214a76b705277784c6c23964763cd2cf5', operation='UPDATE', pgid='pgtrigger_locked_update_51c0c', table='meetings_ballot', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); RETURN OLD;', hash='d394239d50f7062bdb254dfef8a0f86b57bae90b', operation='DELETE', pgid='pgtrigger_locked_delete_f8aa5', table='meetings_ballot', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='889777b629a3a096e980695767364b39ccc0559e', operation='INSERT', pgid='pgtrigger_locked_insert_8d3c6', table='meetings_ballot', when='BEFORE')), pgtrigger.compiler.Trigger(name='way_fits', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_way(p.meeting_id, p.kind::text, NEW.way::text, NEW.employment) FROM meetings_paragraph p WHERE p.id = NEW.paragraph_id; RETURN NEW;', hash='4934434cc8dc8a373048d4d1d3f89230a4779305', operation='INSERT OR UPDATE', pgid='pgtrigger_way_fits_1bf3c', table='meetings_ballot', when='BEFORE'))],
                'ballotoption': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='ab114d762b7819e9559b5c70c9f7eb03f6026ae4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e4c18', table='meetings_ballotoption', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_ballot b JOIN meetings_paragraph p ON p.id = b.paragraph_id WHERE b.id = OLD.ballot_id), (SELECT paragraph_id FROM meetings_ballot WHERE id = OLD.ballot_id)); PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_ballot b JOIN meetings_paragraph p ON p.id = b.paragraph_id WHERE b.id = NEW.ballot_id), (SELECT paragraph_id FROM meetings_ballot WHERE id = NEW.ballot_id)); RETURN NEW;', hash='48168344220b610b4c6201b04ac2f1b1f8a65b87', operation='UPDATE', pgid='pgtrigger_locked_update_0d362', table='meetings_ballotoption', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_ballot b JOIN meetings_paragraph p ON p.id = b.paragraph_id WHERE b.id = OLD.ballot_id), (SELECT paragraph_id FROM meetings_ballot WHERE id = OLD.ballot_id)); RETURN OLD;', hash='e4ca7b210cbf7769203c2bd9431b7eed7b6f40bb', operation='DELETE', pgid='pgtrigger_locked_delete_6ff83', table='meetings_ballotoption', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_ballot b JOIN meetings_paragraph p ON p.id = b.paragraph_id WHERE b.id = NEW.ballot_id), (SELECT paragraph_id FROM meetings_ballot WHERE id = NEW.ballot_id)); RETURN NEW;', hash='353fcd31343261b2c537d6768634b8fd378df2c6', operation='INSERT', pgid='pgtrigger_locked_insert_fe5a4', table='meetings_ballotoption', when='BEFORE'))],
                'chainlink': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['number', 'sha256']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['number', 'sha256']::text[] OR (OLD.number IS DISTINCT FROM NEW.number AND coalesce(OLD.number::text, '') <> '') OR (OLD.sha256 IS DISTINCT FROM NEW.sha256 AND coalesce(OLD.sha256::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='7865eba9d465078e73b877c9c9e67e8973d2fa79', operation='UPDATE', pgid='pgtrigger_fixed_20281', table='meetings_chainlink', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='0e9a5d68e763370c2aea9f395b7be6529a84c9ac', operation='DELETE', pgid='pgtrigger_never_deleted_0a559', table='meetings_chainlink', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='f6d28bff4c2ecb83b8c478fbf4fe66f96002bc2a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_9924e', table='meetings_chainlink', when='BEFORE'))],
                'changeanswer': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='4bef179b5d9b2d4f9fafc2075c98cfbfd2825496', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_91ac9', table='meetings_changeanswer', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='5ebc7a98d19c03970f5525d257f172d5da3dcc92', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_220ac', table='meetings_changeanswer', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='f00878692f5669b7150586a59437815784cf7698', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_f373a', table='meetings_changeanswer', when='AFTER'))],
                'changerequest': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='58e697770f77ba94efa938256c77d5cf8687e26b', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_6448e', table='meetings_changerequest', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='3fe68e40995f40b876a0636cac5cf56fba2c8712', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_3d280', table='meetings_changerequest', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='d6909e2d977a87c8facef2f2e54c0ccf6a219725', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_3f9d6', table='meetings_changerequest', when='AFTER')), pgtrigger.compiler.Trigger(name='unverified_version', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_change_request(NEW.version_id); RETURN NEW;', hash='3d495092c64c748ba640d937e0b01131585758ca', operation='INSERT', pgid='pgtrigger_unverified_version_d3793', table='meetings_changerequest', when='BEFORE'))],
                'decision': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='09bab957ede8c8d535ba8344c425b762f2c57525', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_adf4a', table='meetings_decision', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='bc65f439dc201bda724148b297173da3a9441ddf', operation='UPDATE', pgid='pgtrigger_locked_update_49cf2', table='meetings_decision', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); RETURN OLD;', hash='84ad15a51aec57225cc548cc9cfc189644d3f14a', operation='DELETE', pgid='pgtrigger_locked_delete_f9002', table='meetings_decision', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='04cbceb2c2a0c66e0e86385434cbe37ec9e6a46c', operation='INSERT', pgid='pgtrigger_locked_insert_80e71', table='meetings_decision', when='BEFORE'))],
                'dismissal': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='27db07b5106904e1f4136a64c600030d2d8926b0', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_28715', table='meetings_dismissal', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='30235a723accc03eb0615599c6f1824f33b8df6a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_b0736', table='meetings_dismissal', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='1e221fde1e3c80b0d5f1492cd36ceab1bf292cd6', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_f334f', table='meetings_dismissal', when='AFTER'))],
                'election': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='3e75de69ae52aa772277ebcc1cc1a82e6c8bfa95', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e420a', table='meetings_election', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='c104ae4b9abf48cce659eb2fa070f9dc1092fff0', operation='UPDATE', pgid='pgtrigger_locked_update_a63eb', table='meetings_election', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); RETURN OLD;', hash='b199ae5f3b5fd62ff88b08f124377c4a2ba6201c', operation='DELETE', pgid='pgtrigger_locked_delete_db193', table='meetings_election', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='1a5e47ae9aed4ee3c6bcfe3ea104f72b2012b7f1', operation='INSERT', pgid='pgtrigger_locked_insert_76f24', table='meetings_election', when='BEFORE'))],
                'historicalabstention': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='6cbde376ade29f26546e39a3d0b3286fe39e0ea9', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_cf892', table='meetings_historicalabstention', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='b05cbdd50bf726fe6f052ec8b74ee8d438860d6c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_7303e', table='meetings_historicalabstention', when='BEFORE'))],
                'historicaladjournment': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='92a0a717dc90e6758dd8ed85a3ea6b710c472934', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_935e6', table='meetings_historicaladjournment', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='47c3c07ea491a61b4910c1d7d3484f3d646376e1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_084f2', table='meetings_historicaladjournment', when='BEFORE'))],
                'historicalassociation': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7ec0f0debce7631a3f9d8e0333468a83c7e88350', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_e6c1c', table='meetings_historicalassociation', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='80f9b78a3c2b35c9f21dc5016a9d1746aabe51c9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_a482d', table='meetings_historicalassociation', when='BEFORE'))],
                'historicalattachment': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e37b52753931effcf68841e836d21965ecc94a60', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_8e27a', table='meetings_historicalattachment', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='256bdafbd8087a88c2d6e012acfc62c571765395', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_693d0', table='meetings_historicalattachment', when='BEFORE'))],
                'historicalattendee': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='d7be542cb07aaed11ddb785b8b1137d153645480', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_90a6e', table='meetings_historicalattendee', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='30f281b17478f63ce415e371ebe71fce1789d8a1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_399e7', table='meetings_historicalattendee', when='BEFORE'))],
                'historicalballot': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='306763aade35e32441dd6d8206be2d7caee990a7', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_0a611', table='meetings_historicalballot', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7e4e64257b5f1a05d619e893f1c19bc639c2d0c9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_2a247', table='meetings_historicalballot', when='BEFORE'))],
                'historicalbody': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='c510711debf8ad05491188a30bff535c084e6e49', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_36031', table='meetings_historicalbody', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='bd3c8fac9fbc5c51252ba9c376f0e5e7224be441', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_38338', table='meetings_historicalbody', when='BEFORE'))],
                'historicalbodyyear': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='b4cbdb3005b14e429650b19ac7440264e3dd764b', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_56189', table='meetings_historicalbodyyear', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='69c929da9a0d2c733dcbd8ef3ff184264df5e664', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_d407f', table='meetings_historicalbodyyear', when='BEFORE'))],
                'historicaldecision': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='573f7f3681f6542e9757651c9c2c1b2f99b588e2', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_60415', table='meetings_historicaldecision', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='42d39c0338dd809dfb984b54d3e1c03cee2c356c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_5da80', table='meetings_historicaldecision', when='BEFORE'))],
                'historicalelection': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='3618221d49a6ccf335df56a5229daa8c284c154a', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_76caf', table='meetings_historicalelection', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='b676d84d5fa8a824fc2497aff48e381d8467bdad', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_51a3b', table='meetings_historicalelection', when='BEFORE'))],
                'historicalmandate': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='bb5302e1effecc119d28539586e7e16d0be8a2d3', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_715d9', table='meetings_historicalmandate', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='eff4fb49e8002093732fd8e7814417fbb6527c3f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_bbeec', table='meetings_historicalmandate', when='BEFORE'))],
                'historicalmeeting': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='5feadb1bdb3fd62cf2e7a6cc14bcd3c8d3dd7a10', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_d2827', table='meetings_historicalmeeting', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='59145d684d50a04548197cbbbe84d8871180652b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ebde0', table='meetings_historicalmeeting', when='BEFORE'))],
                'historicalmovement': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7711f71381f23cdff7097bfb95d01feb30eec10a', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_b5c41', table='meetings_historicalmovement', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='eecfcc94452495453cf4483301a378b3d89db6ad', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_6a979', table='meetings_historicalmovement', when='BEFORE'))],
                'historicaloffice': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='59ed4b472c8a3c70e0b08c6ac5ce8fbae5b1993a', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_b0fb6', table='meetings_historicaloffice', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='f5e80a641078fb4ef138d7d6c198c60279df041e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_45a87', table='meetings_historicaloffice', when='BEFORE'))],
                'historicalparagraph': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='f54f047de1f5afd7d958d04762cc21393323d860', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_381e7', table='meetings_historicalparagraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='f968ee6673ee2ad3245c136f39f76c9159821aee', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_70247', table='meetings_historicalparagraph', when='BEFORE'))],
                'historicalparty': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='28912911b5d8dc1494b38aa8fa7e35c0e1a64227', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_58ac2', table='meetings_historicalparty', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e33a3ef803cb7618b01ef16e7efd852d905fa108', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_cb05d', table='meetings_historicalparty', when='BEFORE'))],
                'historicalperson': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='ff4aea0babd481b88041d8c9cf5e4b1a381afcec', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_49b3a', table='meetings_historicalperson', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='869fdd6ef385c63ec58a113edaa1bcab725ce870', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_3039c', table='meetings_historicalperson', when='BEFORE'))],
                'historicalperson_associations': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='383d0678e0d5009c739036e441958e97921d15ed', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_53971', table='meetings_historicalperson_associations', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7b8975e1d6832ca5ee7d44160d0a33001e5b6a09', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_9d8ca', table='meetings_historicalperson_associations', when='BEFORE'))],
                'historicalphrase': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='d0b43a94046f9c4cbf24449a1aa9f7eab4ad3f23', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_57794', table='meetings_historicalphrase', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='56d3b2dda28d137585c9062cb0bf71d4ec8bb138', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_b227e', table='meetings_historicalphrase', when='BEFORE'))],
                'historicalproposal': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='efb680265725e3378cc3da131c23ee2e825b923e', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_6c519', table='meetings_historicalproposal', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='fe44f87ca1135e231af29e0305584eaee68bebdf', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_4df8e', table='meetings_historicalproposal', when='BEFORE'))],
                'historicalrecusal': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='43a979ee5df4f9f2362fa4a031d99ae897f976bb', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_314e9', table='meetings_historicalrecusal', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='30a2bb68744e4a21475d47fb0de7d2a67e49e938', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e9151', table='meetings_historicalrecusal', when='BEFORE'))],
                'historicalregistryyear': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e8c40bd22a1f426a45ff5da421558b8fa1ef79c6', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_1437f', table='meetings_historicalregistryyear', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='6eec8f732852edcec0e3758f0a5964620d04d963', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_4a6d5', table='meetings_historicalregistryyear', when='BEFORE'))],
                'historicalreservation': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='68a5fecbf13269e09786d6e78fe11cc873eeab73', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_b9ac4', table='meetings_historicalreservation', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='cd555954d09fcd405502a31a04d00be8fad3d9f8', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e4534', table='meetings_historicalreservation', when='BEFORE'))],
                'historicalrole': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='5455cfc10ee97d2250b76d2b11683fdf88d65330', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_dad36', table='meetings_historicalrole', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='da0990e72b13b9dc9025ab1eb07a6ca3bc1dbed1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_678cc', table='meetings_historicalrole', when='BEFORE'))],
                'historicalseat': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e22060d8e7d47bacc7bac55ba8723bf4fefb0b3b', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_d77ab', table='meetings_historicalseat', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='95349ecc1a5c0474b79cf5d8307f130625edacd7', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_bbb1e', table='meetings_historicalseat', when='BEFORE'))],
                'historicalstandarditem': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='4d41cd4977b2d7aafcc59ff2bccdeab6bd97c722', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_ca0d0', table='meetings_historicalstandarditem', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='5afcee01eb521c94ef4cb6281bbe6783863fae1a', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_24b63', table='meetings_historicalstandarditem', when='BEFORE'))],
                'historicalstatement': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='df0731bcecfbdb4c4d51f8ef583ac5a7632915d3', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_c099b', table='meetings_historicalstatement', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e3d292591c1dec6c56c7210eb7dd422f4860da21', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_22aae', table='meetings_historicalstatement', when='BEFORE'))],
                'historicalsubitem': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='9481bc391b416184316106f3075fe57262816f1b', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_37108', table='meetings_historicalsubitem', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e60761a0dee61440f2b88b3e7497f1339d537722', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_c3ae1', table='meetings_historicalsubitem', when='BEFORE'))],
                'historicalverifier': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7764fb4136a00dd973ebed4fd43e1d55f9bd9788', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_aefd0', table='meetings_historicalverifier', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='219c9ce4a8000584000f39e520dcaa0a9560770e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_14637', table='meetings_historicalverifier', when='BEFORE'))],
                'historicalvote': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='2ba68c4211ee2aadf8d14932927a0ff0edbb1181', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_40d08', table='meetings_historicalvote', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='495829648f5aea5fd01ff782ef4894651700ee95', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_dc7a7', table='meetings_historicalvote', when='BEFORE'))],
                'integritycheck': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='4b4b23091ea4eb1a349aa2f3dd32a4738eb75cd0', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_054cd', table='meetings_integritycheck', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='ccd4e3b1b8f04976109f9debecf443747d9e7e22', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_8bb64', table='meetings_integritycheck', when='BEFORE'))],
                'meeting': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='54c3c3c0926db46cf97d1b3d816a5fe844c55508', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_5cedd', table='meetings_meeting', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.id, NULL); PERFORM meetings_refuse_if_locked(NEW.id, NULL); RETURN NEW;', hash='84adf2218a04e1f8fa436660937ae3a6fdb32c6e', operation='UPDATE', pgid='pgtrigger_locked_update_9dca8', table='meetings_meeting', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.id, NULL); RETURN OLD;', hash='4f788d42f046ce6078a384c1b6d69abe322c6acd', operation='DELETE', pgid='pgtrigger_locked_delete_397c3', table='meetings_meeting', when='BEFORE'))],
                'movement': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='ad3b349a295d550f925fe890adece133c3cce915', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_da3d7', table='meetings_movement', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, OLD.paragraph_id); PERFORM meetings_refuse_if_locked(NEW.meeting_id, NEW.paragraph_id); RETURN NEW;', hash='5a26e3af36b2b3349ad00fe93df4795cedda6e91', operation='UPDATE', pgid='pgtrigger_locked_update_863b1', table='meetings_movement', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, OLD.paragraph_id); RETURN OLD;', hash='85b101cde35cee27900bc9af11dba8c6ba7b143a', operation='DELETE', pgid='pgtrigger_locked_delete_8b02b', table='meetings_movement', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(NEW.meeting_id, NEW.paragraph_id); RETURN NEW;', hash='dc1744f8639b987dc2df244cd65ccace2c76ad7d', operation='INSERT', pgid='pgtrigger_locked_insert_a1e52', table='meetings_movement', when='BEFORE'))],
                'notice': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='caa1b43085c513a925357495b1bec70f9d0752fc', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_3cdd5', table='meetings_notice', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='612da84a233f278f7cdd9f66cb8adeaf70faf1cd', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ffc9d', table='meetings_notice', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='1f8e7ed07cb1e7ed045649e40eba4f55d90cec58', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_9563d', table='meetings_notice', when='AFTER'))],
                'paragraph': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='ae1f2f19193157a67167a2c0868b7f1100444a47', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_d0a7e', table='meetings_paragraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, OLD.id); PERFORM meetings_refuse_if_locked(NEW.meeting_id, NEW.id); RETURN NEW;', hash='fd244e97d454e7df2b5bf2ac7cbc9f250bca3868', operation='UPDATE', pgid='pgtrigger_locked_update_bb119', table='meetings_paragraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, OLD.id); RETURN OLD;', hash='de61590d973ab37872f1ff829050dbc53df603ca', operation='DELETE', pgid='pgtrigger_locked_delete_a9aea', table='meetings_paragraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(NEW.meeting_id, NEW.id); RETURN NEW;', hash='48749bd7e48ec101b3aff539eabc7c06df407502', operation='INSERT', pgid='pgtrigger_locked_insert_a1b82', table='meetings_paragraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='way_fits', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_way(NEW.meeting_id, NEW.kind::text, b.way::text, b.employment) FROM meetings_ballot b WHERE b.paragraph_id = NEW.id; RETURN NEW;', hash='26fd4607e6f9726a68c321555a0f7e3adcf40984', operation='UPDATE OF "kind"', pgid='pgtrigger_way_fits_1c101', table='meetings_paragraph', when='BEFORE'))],
                'person': [pgtrigger.compiler.Trigger(name='own_address', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_address(OLD.id, OLD.email::text, NEW.email::text); RETURN NEW;', hash='a7f07f2744d3e622492112cd6ea98486d6059593', operation='UPDATE OF "email"', pgid='pgtrigger_own_address_192d4', table='meetings_person', when='BEFORE')), pgtrigger.compiler.Trigger(name='in_use', sql=meetings.models.guards.GuardSql(func="IF TG_OP = 'UPDATE' AND OLD.in_use_since IS NOT NULL THEN NEW.in_use_since = OLD.in_use_since; ELSE NEW.in_use_since = coalesce(NEW.in_use_since, NEW.last_login); END IF; RETURN NEW;", hash='b8aee1e32dd36d891bd4c4acca1e530dcb8ced67', operation='INSERT OR UPDATE', pgid='pgtrigger_in_use_80428', table='meetings_person', when='BEFORE'))],
                'posting': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['email', 'reminded_at', 'token_hash', 'sent_at']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['email', 'reminded_at', 'token_hash', 'sent_at']::text[] OR (OLD.sent_at IS DISTINCT FROM NEW.sent_at AND coalesce(OLD.sent_at::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='aa4752b21c7dd6d6eade7474c8a9f99083e439c8', operation='UPDATE', pgid='pgtrigger_fixed_af1af', table='meetings_posting', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='3d4d2f9b7ea5df588c26030950d97fe87c4370f2', operation='DELETE', pgid='pgtrigger_never_deleted_8ecc8', table='meetings_posting', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='470aeac7e1d653f4fa6a7834164bf15f3c15779d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_4b036', table='meetings_posting', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='e716b381c0c7c368cf3f6a622a47ee935b1833d6', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_49dde', table='meetings_posting', when='AFTER'))],
                'postingperiod': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['last_day', 'down_by', 'down_at', 'certificate_id', 'replaced_at']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['last_day', 'down_by', 'down_at', 'certificate_id', 'replaced_at']::text[] OR (OLD.last_day IS DISTINCT FROM NEW.last_day AND coalesce(OLD.last_day::text, '') <> '') OR (OLD.down_by IS DISTINCT FROM NEW.down_by AND coalesce(OLD.down_by::text, '') <> '') OR (OLD.down_at IS DISTINCT FROM NEW.down_at AND coalesce(OLD.down_at::text, '') <> '') OR (OLD.certificate_id IS DISTINCT FROM NEW.certificate_id AND coalesce(OLD.certificate_id::text, '') <> '') OR (OLD.replaced_at IS DISTINCT FROM NEW.replaced_at AND coalesce(OLD.replaced_at::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='3693f5053254e4204affa6c794dd543699185574', operation='UPDATE', pgid='pgtrigger_fixed_e74d7', table='meetings_postingperiod', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='8487682488d63e4560eda6cc83f67fb23a3eae07', operation='DELETE', pgid='pgtrigger_never_deleted_e2151', table='meetings_postingperiod', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='8af29e76ea6641280c024a55fc377e3db3ff2f23', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_66570', table='meetings_postingperiod', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='ad36c77068191dcb6d75e137112d61c171dc4fcc', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_aa9e7', table='meetings_postingperiod', when='AFTER'))],
                'presenter': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='bf803f3919e944a1a3e80318014956654ec3a428', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_40acb', table='meetings_presenter', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='b4ff6085b9693fe9f4f8a0ebd13bb18f2c094f69', operation='UPDATE', pgid='pgtrigger_locked_update_fed1b', table='meetings_presenter', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); RETURN OLD;', hash='078db02bd2832bd570e02d6b819a28dbf669d734', operation='DELETE', pgid='pgtrigger_locked_delete_cb515', table='meetings_presenter', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='d0653afdc73911f1d3e3d859ad123185fb632411', operation='INSERT', pgid='pgtrigger_locked_insert_f6437', table='meetings_presenter', when='BEFORE'))],
                'proposal': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='f3e1813ab06a9bbfb57101b7a57a8c0780fe6618', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_20883', table='meetings_proposal', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='db468d07fba940a60362238837b4b9bce95932d1', operation='UPDATE', pgid='pgtrigger_locked_update_3027e', table='meetings_proposal', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); RETURN OLD;', hash='523f4b208f1bca0a078979ab2ddb6b536af8b944', operation='DELETE', pgid='pgtrigger_locked_delete_d37b8', table='meetings_proposal', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='4f985bec637b89be68d126eefe4db9c6d8355d13', operation='INSERT', pgid='pgtrigger_locked_insert_55cc9', table='meetings_proposal', when='BEFORE'))],
                'proposalmover': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='4c7705eaaf7d4bd56ddb8590ad3141509b5be58f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_7c12c', table='meetings_proposalmover', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_proposal r JOIN meetings_paragraph p ON p.id = r.paragraph_id WHERE r.id = OLD.proposal_id), (SELECT paragraph_id FROM meetings_proposal WHERE id = OLD.proposal_id)); PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_proposal r JOIN meetings_paragraph p ON p.id = r.paragraph_id WHERE r.id = NEW.proposal_id), (SELECT paragraph_id FROM meetings_proposal WHERE id = NEW.proposal_id)); RETURN NEW;', hash='b0959b7994c1d015914ee6b64a3ab28154162014', operation='UPDATE', pgid='pgtrigger_locked_update_67b96', table='meetings_proposalmover', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_proposal r JOIN meetings_paragraph p ON p.id = r.paragraph_id WHERE r.id = OLD.proposal_id), (SELECT paragraph_id FROM meetings_proposal WHERE id = OLD.proposal_id)); RETURN OLD;', hash='a855bb9765b1264eba5744c469b2ab5e7d307a9a', operation='DELETE', pgid='pgtrigger_locked_delete_e330f', table='meetings_proposalmover', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_proposal r JOIN meetings_paragraph p ON p.id = r.paragraph_id WHERE r.id = NEW.proposal_id), (SELECT paragraph_id FROM meetings_proposal WHERE id = NEW.proposal_id)); RETURN NEW;', hash='2ef27fd2f7ae567c77792ccf7dc85e73ae5fda8a', operation='INSERT', pgid='pgtrigger_locked_insert_c9ae0', table='meetings_proposalmover', when='BEFORE'))],
                'protocol': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['hidden_at']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['hidden_at']::text[]) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='a3e804e6cb18ec21f00ab096b1735d82aec0efb3', operation='UPDATE', pgid='pgtrigger_fixed_0ba3c', table='meetings_protocol', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='1e38201789a3dafe1d63732961992f08ab1cf861', operation='DELETE', pgid='pgtrigger_never_deleted_5995e', table='meetings_protocol', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='21f81edbb7f73e599398dd2269c58d1ea9f6a9d1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_548a0', table='meetings_protocol', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='54cb1c031c798158db99b073718d43e7e3a95a6e', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_72602', table='meetings_protocol', when='AFTER'))],
                'protocolparagraph': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='bb0cbbedef5ffaa9aa1a6d0f8225ba58a2ece093', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_d7013', table='meetings_protocolparagraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_protocol WHERE id = OLD.protocol_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_protocol WHERE id = NEW.protocol_id), NEW.paragraph_id); RETURN NEW;', hash='66cc931e2c16fa3d400deda24e8139b136d2ccc6', operation='UPDATE', pgid='pgtrigger_locked_update_243ef', table='meetings_protocolparagraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_protocol WHERE id = OLD.protocol_id), OLD.paragraph_id); RETURN OLD;', hash='34f23687d9b0e190757c8680c9cae6b16fbe6c31', operation='DELETE', pgid='pgtrigger_locked_delete_214b9', table='meetings_protocolparagraph', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_protocol WHERE id = NEW.protocol_id), NEW.paragraph_id); RETURN NEW;', hash='e8b1e4b4205c6a5960a79786e981d843db4c5ea9', operation='INSERT', pgid='pgtrigger_locked_insert_d16af', table='meetings_protocolparagraph', when='BEFORE'))],
                'protocolversion': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='1c91e69e21daa38ae9f51ed97191fa080e636a7b', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_a3009', table='meetings_protocolversion', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='cd0aa4e3cc64bb8ee6858f4378faf6f7aecfe57f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_8ce90', table='meetings_protocolversion', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='6b035e7bc5374690de518a703f162769483d8e4c', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_1aaf8', table='meetings_protocolversion', when='AFTER')), pgtrigger.compiler.Trigger(name='next_version', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_version(NEW.protocol_id, NEW.number::integer); RETURN NEW;', hash='7feee642ba10e67c25dab5381a514028c3d453cf', operation='INSERT', pgid='pgtrigger_next_version_30b36', table='meetings_protocolversion', when='BEFORE'))],
                'recusal': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='0cb20218b5e977357212d8c963afa1343954584f', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_7230d', table='meetings_recusal', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='7977efc4fcdcc4b8bd21f0c15b91414c872782f2', operation='UPDATE', pgid='pgtrigger_locked_update_da513', table='meetings_recusal', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); RETURN OLD;', hash='628f28b1712e60e7a54fd1e01c56726d33400d3d', operation='DELETE', pgid='pgtrigger_locked_delete_61064', table='meetings_recusal', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='5e1670a2c2d647a0086236951199814ae627c32a', operation='INSERT', pgid='pgtrigger_locked_insert_14271', table='meetings_recusal', when='BEFORE')), pgtrigger.compiler.Trigger(name='what_fits', sql=meetings.models.guards.GuardSql(func="IF NEW.how <> 'rejected' THEN PERFORM meetings_refuse_misfit(NEW.paragraph_id, NEW.attendee_id, 'recusal'); END IF; RETURN NEW;", hash='6954dc0e1b1f9fb0735c2b32e3c098e1ee08b5c0', operation='INSERT OR UPDATE', pgid='pgtrigger_what_fits_de5d4', table='meetings_recusal', when='BEFORE'))],
                'referral': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['meeting_id', 'item_id']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['meeting_id', 'item_id']::text[] OR (OLD.meeting_id IS DISTINCT FROM NEW.meeting_id AND coalesce(OLD.meeting_id::text, '') <> '') OR (OLD.item_id IS DISTINCT FROM NEW.item_id AND coalesce(OLD.item_id::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='ea2b7dfc6b55a67918458cdd828b3d8c991296e5', operation='UPDATE', pgid='pgtrigger_fixed_01337', table='meetings_referral', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='3f08778e3ac036f672c1c8e7542a6084b055f7c2', operation='DELETE', pgid='pgtrigger_never_deleted_429c5', table='meetings_referral', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='1c3dbe789ab6e5f40be8fb605b6d91c96d2e6439', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_b4362', table='meetings_referral', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='7858638b55cd6078626a7e45cf41ff71b78a3abc', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_aba1c', table='meetings_referral', when='AFTER'))],
                'reminder': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='74cdb92a861b95182dd623a6cba2b19711c63700', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_17b35', table='meetings_reminder', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='a50d421741db42cf4f847a033ed2869714663c5d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_7288e', table='meetings_reminder', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='057daccf5bc39f62cdb974b2829ac6c9159ddcd9', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_9fd95', table='meetings_reminder', when='AFTER'))],
                'reservation': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='bd289781f1e4b28526da0dcfb357d4912bfbef59', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e0c3f', table='meetings_reservation', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='f60c12c248c132266133d7e80a25d039bbf28bd6', operation='UPDATE', pgid='pgtrigger_locked_update_ea176', table='meetings_reservation', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); RETURN OLD;', hash='d843591cd7a18bc3153a4d03177d4428e881d857', operation='DELETE', pgid='pgtrigger_locked_delete_4992b', table='meetings_reservation', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='c0b7a9d75f3383734f5669c7fce0937d1e5a1e16', operation='INSERT', pgid='pgtrigger_locked_insert_2e718', table='meetings_reservation', when='BEFORE')), pgtrigger.compiler.Trigger(name='what_fits', sql=meetings.models.guards.GuardSql(func="IF true THEN PERFORM meetings_refuse_misfit(NEW.paragraph_id, NEW.attendee_id, 'reservation'); END IF; RETURN NEW;", hash='91cf47bf4f14ffbeda343bf0f57cf8ec36cd799c', operation='INSERT OR UPDATE', pgid='pgtrigger_what_fits_ca229', table='meetings_reservation', when='BEFORE'))],
                'seal': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['ended_at', 'ended_by_id']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['ended_at', 'ended_by_id']::text[] OR (OLD.ended_at IS DISTINCT FROM NEW.ended_at AND coalesce(OLD.ended_at::text, '') <> '') OR (OLD.ended_by_id IS DISTINCT FROM NEW.ended_by_id AND coalesce(OLD.ended_by_id::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='3796cce7059359a09174389a6133f841614dc4cc', operation='UPDATE', pgid='pgtrigger_fixed_b31c5', table='meetings_seal', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='c598b7802084341e58466045deb1e986701ecd60', operation='DELETE', pgid='pgtrigger_never_deleted_5e26d', table='meetings_seal', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='66ec2edf3af41e79720e011bbfdbaf9a566e127d', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_fdd34', table='meetings_seal', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='ccc8bb9013de423ced72ff2e779c137ed69440f0', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_d7ab6', table='meetings_seal', when='AFTER'))],
                'sealing': [pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['sealed_id', 'sealed_at', 'seal_id']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['sealed_id', 'sealed_at', 'seal_id']::text[] OR (OLD.sealed_id IS DISTINCT FROM NEW.sealed_id AND coalesce(OLD.sealed_id::text, '') <> '') OR (OLD.sealed_at IS DISTINCT FROM NEW.sealed_at AND coalesce(OLD.sealed_at::text, '') <> '') OR (OLD.seal_id IS DISTINCT FROM NEW.seal_id AND coalesce(OLD.seal_id::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='5b3190acce06810eb12b94abaeec80c12234e297', operation='UPDATE', pgid='pgtrigger_fixed_fc495', table='meetings_sealing', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='442e0fcf88cd7bd4695fe558dc38f42afe2e76fa', operation='DELETE', pgid='pgtrigger_never_deleted_69852', table='meetings_sealing', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='c98dd8348b5554f40d06fc15aae8fe07b497b06e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_90944', table='meetings_sealing', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='bb033405fed6c78997bb23ad4fbfa6eea7c984e8', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_bd1fc', table='meetings_sealing', when='AFTER'))],
                'signatory': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='6b0dba86ce138f2c0cf1396420056992f2fbd731', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_d1b9e', table='meetings_signatory', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='7d90cb8163ef2ab5483041ee091edb1986439e93', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_addd7', table='meetings_signatory', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='756669f7f57ebe3b76e3b4197547408dad096382', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_6d015', table='meetings_signatory', when='AFTER'))],
                'signature': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e33aa406904e47e8a25999c71fc84ad36e2d6f2b', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_b2fa3', table='meetings_signature', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='02432929f33bdf10088d73bc4c053f63f5e6dee3', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_9d582', table='meetings_signature', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='ac3b92143e3728883b6c03936d1a4539ba501672', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_fdd0c', table='meetings_signature', when='AFTER')), pgtrigger.compiler.Trigger(name='open_version', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_signature(NEW.signatory_id, NEW.sha256::text); PERFORM meetings_refuse_stranger(NEW.signatory_id); PERFORM meetings_refuse_weak_signature(NEW.signatory_id, NEW.level::integer, NEW.registered_by_id IS NOT NULL); RETURN NEW;', hash='16e205ef5baae39f26fbe2304d5ebe5f6e1e4448', operation='INSERT', pgid='pgtrigger_open_version_dd46f', table='meetings_signature', when='BEFORE'))],
                'standin': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='c83be4f0541fe8b85ffdf69a547ea3770109e80d', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_d733e', table='meetings_standin', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='165922ef82d0b739549897c62e2af93a95d9884c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e146b', table='meetings_standin', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='dca23597b4465638427a17307c54f3c0749942ac', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_2ca2e', table='meetings_standin', when='AFTER')), pgtrigger.compiler.Trigger(name='lawful_stand_in', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_stand_in(NEW.signatory_id, NEW.replaces_id, NEW.started_by_id, NEW.at); RETURN NEW;', hash='9d5951a8fba528e72b72cfb6a93d247c4df0dfa2', operation='INSERT', pgid='pgtrigger_lawful_stand_in_42dfa', table='meetings_standin', when='BEFORE'))],
                'statement': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='05950b09d8e0619d517c5dbaf36b68cdabf7bdc1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_000f3', table='meetings_statement', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='b28b8c02071848b4a973df2dd7d4728e11024822', operation='UPDATE', pgid='pgtrigger_locked_update_33153', table='meetings_statement', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); RETURN OLD;', hash='283b97f9f2030b6c3f30e94d955411173b9764c2', operation='DELETE', pgid='pgtrigger_locked_delete_39f69', table='meetings_statement', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='83ff91a2c55105bc11b6cd785ccf39609eef4fda', operation='INSERT', pgid='pgtrigger_locked_insert_84b3e', table='meetings_statement', when='BEFORE'))],
                'storedfile': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='5ada8f4acebc45235f846cb46a5f6f736f1aad0c', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_2d292', table='meetings_storedfile', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='d7774c4f44e4b8e671d7e8da58745510b484429e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_fe0b7', table='meetings_storedfile', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='43a32a6268c9bbd66f64bd8ee07731be569c6305', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_169fd', table='meetings_storedfile', when='AFTER'))],
                'subitem': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='8f590b0abccedd3bff7d59c0b9d13925fcc3baae', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_097d7', table='meetings_subitem', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='fade592114956006704667614d17677ebf00de39', operation='UPDATE', pgid='pgtrigger_locked_update_4d538', table='meetings_subitem', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = OLD.paragraph_id), OLD.paragraph_id); RETURN OLD;', hash='a8d64d7822f5f82d2b6532316504c5644b070fbf', operation='DELETE', pgid='pgtrigger_locked_delete_2650a', table='meetings_subitem', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT meeting_id FROM meetings_paragraph WHERE id = NEW.paragraph_id), NEW.paragraph_id); RETURN NEW;', hash='0dffdc2498fa80063588d2b2bcf1eb9334a7a856', operation='INSERT', pgid='pgtrigger_locked_insert_94064', table='meetings_subitem', when='BEFORE'))],
                'verification': [pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='ba97d3663c5715a424264c47c438fe58124f5a33', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_98cd1', table='meetings_verification', when='BEFORE')), pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='59957fdeadf11c1b89c8fa6f3d3072e12c0a6857', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_427a0', table='meetings_verification', when='BEFORE')), pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='a90bc4ee5badc3d0e8bb1592ace23441bf40a148', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_d42a6', table='meetings_verification', when='AFTER')), pgtrigger.compiler.Trigger(name='open_version', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_verification(NEW.protocol_id, NEW.version_id, NEW.method::text); PERFORM meetings_refuse_early_verification(NEW.protocol_id, NEW.day); RETURN NEW;', hash='cb53742b78dbfe4809f2fbde59631f7014fee183', operation='INSERT', pgid='pgtrigger_open_version_747c2', table='meetings_verification', when='BEFORE'))],
                'verifier': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='d820f24339231e0f74b258271a1a36f378180a32', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_25c5a', table='meetings_verifier', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, NULL); PERFORM meetings_refuse_if_locked(NEW.meeting_id, NULL); RETURN NEW;', hash='c4e1207594efbc47ed4d7eb680fa899f75c15f93', operation='UPDATE', pgid='pgtrigger_locked_update_fa9b4', table='meetings_verifier', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(OLD.meeting_id, NULL); RETURN OLD;', hash='4cafc6c121721622a9bbe83bfc4f97d6402b9276', operation='DELETE', pgid='pgtrigger_locked_delete_acf58', table='meetings_verifier', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked(NEW.meeting_id, NULL); RETURN NEW;', hash='15dca84c7e7c0a1d44fdc3671db1f5fbc8c331f1', operation='INSERT', pgid='pgtrigger_locked_insert_3f158', table='meetings_verifier', when='BEFORE'))],
                'vote': [pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='f53c3705b0ff9bbe65f38d40f0aef135a72cbdf4', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_4871c', table='meetings_vote', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_update', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_ballot b JOIN meetings_paragraph p ON p.id = b.paragraph_id WHERE b.id = OLD.ballot_id), (SELECT paragraph_id FROM meetings_ballot WHERE id = OLD.ballot_id)); PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_ballot b JOIN meetings_paragraph p ON p.id = b.paragraph_id WHERE b.id = NEW.ballot_id), (SELECT paragraph_id FROM meetings_ballot WHERE id = NEW.ballot_id)); RETURN NEW;', hash='fda7d4d5b8d92c9630c8b05ec4940763ad941bf5', operation='UPDATE', pgid='pgtrigger_locked_update_ef3e2', table='meetings_vote', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_delete', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_ballot b JOIN meetings_paragraph p ON p.id = b.paragraph_id WHERE b.id = OLD.ballot_id), (SELECT paragraph_id FROM meetings_ballot WHERE id = OLD.ballot_id)); RETURN OLD;', hash='46c05e7d65a91558d3f7fa9fc1a1c3daf2eb9b64', operation='DELETE', pgid='pgtrigger_locked_delete_5d325', table='meetings_vote', when='BEFORE')), pgtrigger.compiler.Trigger(name='locked_insert', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_if_locked((SELECT p.meeting_id FROM meetings_ballot b JOIN meetings_paragraph p ON p.id = b.paragraph_id WHERE b.id = NEW.ballot_id), (SELECT paragraph_id FROM meetings_ballot WHERE id = NEW.ballot_id)); RETURN NEW;', hash='216b3da0381732b63a104866fa4a941ca191d24d', operation='INSERT', pgid='pgtrigger_locked_insert_4a347', table='meetings_vote', when='BEFORE')), pgtrigger.compiler.Trigger(name='what_fits', sql=meetings.models.guards.GuardSql(func="IF true THEN PERFORM meetings_refuse_misfit((SELECT paragraph_id FROM meetings_ballot WHERE id = NEW.ballot_id), NEW.attendee_id, 'vote'); END IF; RETURN NEW;", hash='949e878178693abcaf12e5f368b83d84878bb513', operation='INSERT OR UPDATE', pgid='pgtrigger_what_fits_c93f2', table='meetings_vote', when='BEFORE'))],
            },
        ),
        migrations.RunSQL(NOTE_ROWS, migrations.RunSQL.noop),
    ]
