"""The statement of postings, public meetings, requests and refusals, and the words of the labels: rows, then functions."""

import django.db.models.deletion
import meetings.models.guards
import meetings.models.identifiers
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together

# The same as meetings.reads.accounts.taken_sentence says. An address that is taken back is so from whichever one the
# account has got since: every later change is ended first.
ADDRESSES = """
CREATE FUNCTION meetings_refuse_taken_address(who bigint, address text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM meetings_accountchange c WHERE c.kind = 'address' AND c.old_email = lower(address)
               AND c.person_id <> who AND c.valid_at IS NOT NULL AND c.ended_at IS NULL AND c.signs_from > now()) THEN
        RAISE EXCEPTION 'Adressen kan ännu tas tillbaka av den som hade den.' USING ERRCODE = 'P0001';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION meetings_refuse_address(who bigint, before text, after text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF before = after OR EXISTS (
        SELECT 1 FROM meetings_accountchange c WHERE c.person_id = who AND c.kind = 'address' AND c.valid_at IS NOT NULL
        AND ((c.ended_at IS NULL AND c.old_email = before AND c.new_email = after)
             OR (c.ended_at IS NOT NULL AND c.old_email = after AND NOT EXISTS (
                 SELECT 1 FROM meetings_accountchange l WHERE l.person_id = who AND l.kind = 'address' AND l.id > c.id
                 AND l.valid_at IS NOT NULL AND l.ended_at IS NULL)))
    ) THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'En e-postadress ändras bara genom en bekräftad kontoändring.' USING ERRCODE = 'P0001';
END $$;
"""
BEFORE = """
DROP FUNCTION meetings_refuse_taken_address(bigint, text);

CREATE OR REPLACE FUNCTION meetings_refuse_address(who bigint, before text, after text) RETURNS void
LANGUAGE plpgsql AS $$
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
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0004_what_is_kept_and_who_leads'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='PostingSummary',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='nummer')),
                    ('snapshot', models.JSONField(verbose_name='innehåll')),
                    ('at', models.DateTimeField(verbose_name='gjord')),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile')),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='summaries', to='meetings.notice')),
                ],
                options={
                    'verbose_name': 'sammanställning av anslag',
                    'verbose_name_plural': 'sammanställningar av anslag',
                    'ordering': ['notice', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('notice', 'number'), name='posting_summary_number_unique')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='postingsummary',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='51bf13c3bfcd106977d831b384070082462c5f65', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_f5c7f', table='meetings_postingsummary', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='postingsummary',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='eef39b68d2165b6b3a638227b654028f53b8b683', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_11256', table='meetings_postingsummary', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='postingsummary',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='bc82685d9086e45d816e7eb0383f4996c732cde5', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_2c60f', table='meetings_postingsummary', when='AFTER')),
            ),
            migrations.AlterModelOptions(
                name='dismissal',
                options={'verbose_name': 'avskrivet ärende', 'verbose_name_plural': 'avskrivna ärenden'},
            ),
            migrations.AlterModelOptions(
                name='protocolversion',
                options={'ordering': ['protocol', 'number'], 'verbose_name': 'låst version', 'verbose_name_plural': 'låsta versioner'},
            ),
            migrations.AlterField(
                model_name='attendee',
                name='serving_seat',
                field=models.ForeignKey(blank=True, help_text='Från sammanträdets början; senare byten är händelser.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.seat', verbose_name='tjänstgör på plats'),
            ),
            migrations.AlterField(
                model_name='body',
                name='foot_lines',
                field=models.BooleanField(default=False, help_text='«Justerande sign» och «Utdragsbestyrkande» från sidan 2, när protokollet justeras på papper.', verbose_name='rader för signatur i sidfoten'),
            ),
            migrations.AlterField(
                model_name='body',
                name='meeting_number_pattern',
                field=models.CharField(default='{nr}', help_text='{nr} är numret och {år} året, till exempel «# {nr} – {år}».', max_length=40, validators=[meetings.models.validators.printable], verbose_name='så skrivs protokollsnumret'),
            ),
            migrations.AlterField(
                model_name='historicalattendee',
                name='serving_seat',
                field=models.ForeignKey(blank=True, db_constraint=False, help_text='Från sammanträdets början; senare byten är händelser.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='meetings.seat', verbose_name='tjänstgör på plats'),
            ),
            migrations.AlterField(
                model_name='historicalbody',
                name='foot_lines',
                field=models.BooleanField(default=False, help_text='«Justerande sign» och «Utdragsbestyrkande» från sidan 2, när protokollet justeras på papper.', verbose_name='rader för signatur i sidfoten'),
            ),
            migrations.AlterField(
                model_name='historicalbody',
                name='meeting_number_pattern',
                field=models.CharField(default='{nr}', help_text='{nr} är numret och {år} året, till exempel «# {nr} – {år}».', max_length=40, validators=[meetings.models.validators.printable], verbose_name='så skrivs protokollsnumret'),
            ),
            migrations.AlterField(
                model_name='historicalparty',
                name='board_email',
                field=models.EmailField(blank=True, help_text='Dit mejlet om att protokollet är justerat skickas.', max_length=254, verbose_name='e-postadress för anslag'),
            ),
            migrations.AlterField(
                model_name='party',
                name='board_email',
                field=models.EmailField(blank=True, help_text='Dit mejlet om att protokollet är justerat skickas.', max_length=254, verbose_name='e-postadress för anslag'),
            ),
            migrations.AlterField(
                model_name='posting',
                name='sent_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='skickat'),
            ),
            migrations.AlterField(
                model_name='protocolversion',
                name='frozen_at',
                field=models.DateTimeField(verbose_name='låst'),
            ),
            migrations.CreateModel(
                name='Announcement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('date', models.DateField(verbose_name='dag')),
                    ('start', models.TimeField(verbose_name='börjar')),
                    ('place', models.CharField(max_length=200, verbose_name='plats')),
                    ('how_to_attend', models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='hur man är med')),
                    ('proposal_name', models.CharField(blank=True, max_length=200, verbose_name='förslagets namn')),
                    ('at', models.DateTimeField(verbose_name='tillkännagivet')),
                ],
                options={
                    'verbose_name': 'tillkännagivande av sammanträde',
                    'verbose_name_plural': 'tillkännagivanden av sammanträden',
                    'ordering': ['-at', '-id'],
                },
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='appeal',
                name='fixed',
            ),
            migrations.AddField(
                model_name='appeal',
                name='outcome',
                field=models.CharField(blank=True, choices=[('rejected', 'Avslaget'), ('upheld', 'Bifallet: beslutet är upphävt'), ('too_late', 'Avvisat: det kom in för sent'), ('dismissed', 'Avvisat av annat skäl'), ('struck_out', 'Avskrivet'), ('withdrawn', 'Återkallat')], max_length=20, verbose_name='utgång'),
            ),
            migrations.AddField(
                model_name='association',
                name='accessibility',
                field=models.CharField(choices=[('fully', 'Helt förenlig'), ('partly', 'Delvis förenlig'), ('not', 'Inte förenlig')], default='partly', max_length=10, verbose_name='tillgänglighet'),
            ),
            migrations.AddField(
                model_name='association',
                name='accessibility_answered_within',
                field=models.CharField(default='två arbetsdagar', max_length=50, validators=[meetings.models.validators.printable], verbose_name='svarstid om tillgänglighet'),
            ),
            migrations.AddField(
                model_name='association',
                name='accessibility_assessed_on',
                field=models.DateField(blank=True, help_text='Den dag redogörelsen senast bedömdes.', null=True, verbose_name='tillgängligheten bedömd den'),
            ),
            migrations.AddField(
                model_name='association',
                name='accessibility_complaints',
                field=models.URLField(default='https://www.digg.se/tdosanmalan', help_text='Sidan där man anmäler.', verbose_name='anmälan till tillsynen'),
            ),
            migrations.AddField(
                model_name='association',
                name='accessibility_supervisor',
                field=models.CharField(default='Myndigheten för digital förvaltning (Digg)', help_text='Kontrollera vilken myndighet som har tillsynen nu.', max_length=200, validators=[meetings.models.validators.printable], verbose_name='tillsyn över tillgänglighet'),
            ),
            migrations.AddField(
                model_name='association',
                name='data_protection_contact',
                field=models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='dataskyddsombudets e-post eller telefon'),
            ),
            migrations.AddField(
                model_name='association',
                name='data_protection_officer',
                field=models.CharField(blank=True, help_text='Namn eller funktion. En myndighet ska ha ett (artikel 37 i dataskyddsförordningen).', max_length=200, validators=[meetings.models.validators.printable], verbose_name='dataskyddsombud'),
            ),
            migrations.AddField(
                model_name='association',
                name='preservation',
                field=models.TextField(blank=True, help_text='Vad förbundets dokumenthanteringsplan säger. Visas på sidan om personuppgifter.', validators=[meetings.models.validators.printable], verbose_name='hur länge uppgifter bevaras'),
            ),
            migrations.AddField(
                model_name='association',
                name='public_meetings_announced',
                field=models.CharField(blank=True, help_text='Var och hur, som förbundsordningen säger. Till exempel «på medlemskommunernas anslagstavlor».', max_length=300, validators=[meetings.models.validators.printable], verbose_name='offentliga sammanträden tillkännages'),
            ),
            migrations.AddField(
                model_name='dismissal',
                name='decided_in',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.paragraph', verbose_name='avskrivet i'),
            ),
            migrations.AddField(
                model_name='dismissal',
                name='withdrawn_by',
                field=models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='återkallat av'),
            ),
            migrations.AddField(
                model_name='dismissal',
                name='withdrawn_on',
                field=models.DateField(blank=True, null=True, verbose_name='återkallat den'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='accessibility',
                field=models.CharField(choices=[('fully', 'Helt förenlig'), ('partly', 'Delvis förenlig'), ('not', 'Inte förenlig')], default='partly', max_length=10, verbose_name='tillgänglighet'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='accessibility_answered_within',
                field=models.CharField(default='två arbetsdagar', max_length=50, validators=[meetings.models.validators.printable], verbose_name='svarstid om tillgänglighet'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='accessibility_assessed_on',
                field=models.DateField(blank=True, help_text='Den dag redogörelsen senast bedömdes.', null=True, verbose_name='tillgängligheten bedömd den'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='accessibility_complaints',
                field=models.URLField(default='https://www.digg.se/tdosanmalan', help_text='Sidan där man anmäler.', verbose_name='anmälan till tillsynen'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='accessibility_supervisor',
                field=models.CharField(default='Myndigheten för digital förvaltning (Digg)', help_text='Kontrollera vilken myndighet som har tillsynen nu.', max_length=200, validators=[meetings.models.validators.printable], verbose_name='tillsyn över tillgänglighet'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='data_protection_contact',
                field=models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='dataskyddsombudets e-post eller telefon'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='data_protection_officer',
                field=models.CharField(blank=True, help_text='Namn eller funktion. En myndighet ska ha ett (artikel 37 i dataskyddsförordningen).', max_length=200, validators=[meetings.models.validators.printable], verbose_name='dataskyddsombud'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='preservation',
                field=models.TextField(blank=True, help_text='Vad förbundets dokumenthanteringsplan säger. Visas på sidan om personuppgifter.', validators=[meetings.models.validators.printable], verbose_name='hur länge uppgifter bevaras'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='public_meetings_announced',
                field=models.CharField(blank=True, help_text='Var och hur, som förbundsordningen säger. Till exempel «på medlemskommunernas anslagstavlor».', max_length=300, validators=[meetings.models.validators.printable], verbose_name='offentliga sammanträden tillkännages'),
            ),
            migrations.AddField(
                model_name='historicalmeeting',
                name='is_public',
                field=models.BooleanField(default=False, help_text='Sammanträdet där budgeten fastställs är offentligt (19 § lagen om finansiell samordning av rehabiliteringsinsatser).', verbose_name='offentligt'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='is_public',
                field=models.BooleanField(default=False, help_text='Sammanträdet där budgeten fastställs är offentligt (19 § lagen om finansiell samordning av rehabiliteringsinsatser).', verbose_name='offentligt'),
            ),
            migrations.AlterField(
                model_name='association',
                name='accessibility_statement',
                field=models.TextField(blank=True, help_text='Bristerna och hur de åtgärdas. Skriv dem om webbplatsen inte är helt förenlig.', verbose_name='kända brister i tillgänglighet'),
            ),
            migrations.AlterField(
                model_name='dismissal',
                name='reason',
                field=models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='anteckning'),
            ),
            migrations.AlterField(
                model_name='historicalassociation',
                name='accessibility_statement',
                field=models.TextField(blank=True, help_text='Bristerna och hur de åtgärdas. Skriv dem om webbplatsen inte är helt förenlig.', verbose_name='kända brister i tillgänglighet'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='appeal',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['closed', 'outcome']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['closed', 'outcome']::text[] OR (OLD.closed IS DISTINCT FROM NEW.closed AND coalesce(OLD.closed::text, '') <> '') OR (OLD.outcome IS DISTINCT FROM NEW.outcome AND coalesce(OLD.outcome::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='ced879be217a38b573da7dac1e084d3eee6000d7', operation='UPDATE', pgid='pgtrigger_fixed_86b38', table='meetings_appeal', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='dismissal',
                trigger=pgtrigger.compiler.Trigger(name='lawful_dismissal', sql=meetings.models.guards.GuardSql(func="IF NEW.withdrawn_by = '' AND NOT EXISTS (SELECT 1 FROM meetings_verification v JOIN meetings_protocolparagraph p ON p.protocol_id = v.protocol_id WHERE p.paragraph_id = NEW.decided_in_id) THEN RAISE EXCEPTION 'Ett ärende avskrivs av styrelsen i en justerad paragraf, eller återkallas.' USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='86bedce4e522636b976930fe1ae84ffb4e411bdf', operation='INSERT', pgid='pgtrigger_lawful_dismissal_a4df8', table='meetings_dismissal', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='appeal',
                constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), ('closed__isnull', False), _connector='OR'), name='appeal_outcome_has_day'),
            ),
            migrations.AddConstraint(
                model_name='dismissal',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_by', ''), ('withdrawn_on', None)), models.Q(('decided_in', None), ('withdrawn_on__isnull', False), models.Q(('withdrawn_by', ''), _negated=True)), _connector='OR'), name='dismissal_withdrawn_whole'),
            ),
            migrations.AddField(
                model_name='announcement',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='announcement',
                name='meeting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='meetings.meeting'),
            ),
            migrations.AddField(
                model_name='announcement',
                name='proposal',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='58c47ac590641c64b97b48b9f073b87cdc570798', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_f553b', table='meetings_announcement', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='b0ebc9477634f573fbd38865da1315d669f96592', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_988f5', table='meetings_announcement', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='091fd0756a454c0120eb25a9b34b04d08f447b4a', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_27549', table='meetings_announcement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='person',
                trigger=pgtrigger.compiler.Trigger(name='free_address', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_taken_address(NEW.id, NEW.email::text); RETURN NEW;', hash='35f2b28874e12381d1dac9a01ed5f05891bdac4d', operation='INSERT OR UPDATE OF "email"', pgid='pgtrigger_free_address_cc066', table='meetings_person', when='BEFORE')),
            ),
            migrations.CreateModel(
                name='Refusal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('snapshot', models.JSONField(verbose_name='innehåll')),
                    ('at', models.DateTimeField(verbose_name='tid')),
                ],
                options={
                    'verbose_name': 'beslut om utlämnande',
                    'verbose_name_plural': 'beslut om utlämnande',
                    'ordering': ['-at', '-id'],
                },
            ),
            migrations.AlterModelOptions(
                name='disclosure',
                options={'ordering': ['-at', '-id'], 'verbose_name': 'begäran om utlämnande', 'verbose_name_plural': 'begäran om utlämnande'},
            ),
            migrations.AddField(
                model_name='association',
                name='appeal_court',
                field=models.CharField(blank=True, help_text='Dit ett beslut att inte lämna ut en handling överklagas, till exempel Kammarrätten i Sundsvall.', max_length=100, validators=[meetings.models.validators.printable], verbose_name='kammarrätt'),
            ),
            migrations.AddField(
                model_name='disclosure',
                name='asked_on',
                field=models.DateField(blank=True, null=True, verbose_name='begärt den'),
            ),
            migrations.AddField(
                model_name='disclosure',
                name='association',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='meetings.association'),
            ),
            migrations.AddField(
                model_name='disclosure',
                name='outcome',
                field=models.CharField(choices=[('given', 'Lämnat ut'), ('partly', 'Lämnat ut till en del'), ('refused', 'Inte lämnat ut')], default='given', max_length=10, verbose_name='utfall'),
            ),
            migrations.AddField(
                model_name='disclosure',
                name='provision',
                field=models.CharField(blank=True, max_length=200, validators=[meetings.models.validators.printable], verbose_name='bestämmelse'),
            ),
            migrations.AddField(
                model_name='disclosure',
                name='subject',
                field=models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='handling'),
            ),
            migrations.AddField(
                model_name='extract',
                name='disclosure',
                field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='extract', to='meetings.disclosure'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='appeal_court',
                field=models.CharField(blank=True, help_text='Dit ett beslut att inte lämna ut en handling överklagas, till exempel Kammarrätten i Sundsvall.', max_length=100, validators=[meetings.models.validators.printable], verbose_name='kammarrätt'),
            ),
            migrations.AlterField(
                model_name='disclosure',
                name='sha256',
                field=models.CharField(blank=True, max_length=64, verbose_name='filens SHA-256'),
            ),
            migrations.AlterField(
                model_name='disclosure',
                name='verification',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disclosures', to='meetings.verification'),
            ),
            migrations.AddConstraint(
                model_name='disclosure',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('association', None), ('verification__isnull', False)), models.Q(('association__isnull', False), ('verification', None), models.Q(('subject', ''), _negated=True)), _connector='OR'), name='disclosure_of_one_document'),
            ),
            migrations.AddConstraint(
                model_name='disclosure',
                constraint=models.CheckConstraint(condition=models.Q(('outcome', 'given'), models.Q(('provision', ''), _negated=True), _connector='OR'), name='disclosure_refusal_says_why'),
            ),
            migrations.AddField(
                model_name='refusal',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='refusal',
                name='disclosure',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='refusal', to='meetings.disclosure'),
            ),
            migrations.AddField(
                model_name='refusal',
                name='file',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='refusal',
                trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='24fb13934d0c0ce4a3af7c7261f92065cf7d4d95', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_e6e83', table='meetings_refusal', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='refusal',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='fec635f151da240fec4426b0bc6e5858140a7f2e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_c5234', table='meetings_refusal', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='refusal',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='0f3d861fffafc3a993ed84c95f12e1671d6fe19d', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_9b0ed', table='meetings_refusal', when='AFTER')),
            ),
            migrations.AddField(
                model_name='historicalparagraph',
                name='asks_kind',
                field=models.BooleanField(default=False, editable=False, help_text='Tills någon har sagt vad paragrafen är.', verbose_name='slaget är inte valt'),
            ),
            migrations.AddField(
                model_name='historicalparty',
                name='inhabitants',
                field=models.PositiveIntegerField(blank=True, help_text='För förslaget till hur kommunerna, och regionerna, fördelar sin del av bidraget.', null=True, verbose_name='invånare'),
            ),
            migrations.AddField(
                model_name='paragraph',
                name='asks_kind',
                field=models.BooleanField(default=False, editable=False, help_text='Tills någon har sagt vad paragrafen är.', verbose_name='slaget är inte valt'),
            ),
            migrations.AddField(
                model_name='party',
                name='inhabitants',
                field=models.PositiveIntegerField(blank=True, help_text='För förslaget till hur kommunerna, och regionerna, fördelar sin del av bidraget.', null=True, verbose_name='invånare'),
            ),
        ]),
        migrations.RunSQL(ADDRESSES, BEFORE),
    ]
