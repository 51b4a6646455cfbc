"""Who signs when somebody cannot, and verification without the secretary or by the board itself."""

import django.db.models.deletion
import meetings.models.guards
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

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


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0012_names'),
    ]

    operations = [
        migrations.RunSQL(VERIFICATION + SIGNATURE + STAND_IN, BACK + OLD_VERIFICATION),
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
        pgtrigger.migrations.RemoveTrigger(
            model_name='signature',
            name='open_version',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='verification',
            name='open_version',
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
            model_name='signatory',
            name='is_awaited',
            field=models.BooleanField(default=True, verbose_name='väntas in'),
        ),
        migrations.AddField(
            model_name='signatory',
            name='paragraphs',
            field=models.JSONField(blank=True, null=True, verbose_name='paragrafer'),
        ),
        migrations.AlterField(
            model_name='body',
            name='least_level',
            field=models.PositiveSmallIntegerField(choices=[(1, '1: lösenord'), (2, '2: andra faktor eller inloggningsnyckel'), (3, '3: e-legitimation på tillitsnivå 3')], default=1, help_text='Enligt beslutet om justeringssätt. Gäller det som blir klart för justering hädanefter.', verbose_name='lägsta nivå för underskrift'),
        ),
        migrations.AlterField(
            model_name='historicalbody',
            name='least_level',
            field=models.PositiveSmallIntegerField(choices=[(1, '1: lösenord'), (2, '2: andra faktor eller inloggningsnyckel'), (3, '3: e-legitimation på tillitsnivå 3')], default=1, help_text='Enligt beslutet om justeringssätt. Gäller det som blir klart för justering hädanefter.', verbose_name='lägsta nivå för underskrift'),
        ),
        migrations.AlterField(
            model_name='signatory',
            name='role',
            field=models.CharField(choices=[('secretary', 'Sekreterare'), ('chair', 'Ordförande'), ('verifier', 'Justerare'), ('deputy_chair', 'Vice ordförande'), ('deputy_verifier', 'Ersättare för justerare')], max_length=20, verbose_name='roll'),
        ),
        migrations.AlterField(
            model_name='signature',
            name='level',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1: lösenord'), (2, '2: andra faktor eller inloggningsnyckel'), (3, '3: e-legitimation på tillitsnivå 3')], help_text='Tom för underskrift på papper.', null=True, verbose_name='nivå'),
        ),
        migrations.AlterField(
            model_name='verification',
            name='method',
            field=models.CharField(choices=[('online', 'Digitalt'), ('board', 'Av styrelsen'), ('paper', 'På papper'), ('notes', 'Färdigställda utan justering')], default='online', max_length=10, verbose_name='sätt'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='signature',
            trigger=pgtrigger.compiler.Trigger(name='open_version', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_signature(NEW.signatory_id, NEW.sha256::text); PERFORM meetings_refuse_stranger(NEW.signatory_id); PERFORM meetings_refuse_weak_signature(NEW.signatory_id, NEW.level::integer, NEW.registered_by_id IS NOT NULL); RETURN NEW;', hash='16e205ef5baae39f26fbe2304d5ebe5f6e1e4448', operation='INSERT', pgid='pgtrigger_open_version_dd46f', table='meetings_signature', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='verification',
            trigger=pgtrigger.compiler.Trigger(name='open_version', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_verification(NEW.protocol_id, NEW.version_id, NEW.method::text); PERFORM meetings_refuse_early_verification(NEW.protocol_id, NEW.day); RETURN NEW;', hash='cb53742b78dbfe4809f2fbde59631f7014fee183', operation='INSERT', pgid='pgtrigger_open_version_747c2', table='meetings_verification', when='BEFORE')),
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
            model_name='standin',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='stand_in_has_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standin',
            trigger=pgtrigger.compiler.Trigger(name='only_added', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % läggs bara till: de ändras inte och tas inte bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='c83be4f0541fe8b85ffdf69a547ea3770109e80d', operation='UPDATE OR DELETE', pgid='pgtrigger_only_added_d733e', table='meetings_standin', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standin',
            trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='165922ef82d0b739549897c62e2af93a95d9884c', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_e146b', table='meetings_standin', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standin',
            trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='dca23597b4465638427a17307c54f3c0749942ac', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_2ca2e', table='meetings_standin', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='standin',
            trigger=pgtrigger.compiler.Trigger(name='lawful_stand_in', sql=meetings.models.guards.GuardSql(func='PERFORM meetings_refuse_stand_in(NEW.signatory_id, NEW.replaces_id, NEW.started_by_id, NEW.at); RETURN NEW;', hash='9d5951a8fba528e72b72cfb6a93d247c4df0dfa2', operation='INSERT', pgid='pgtrigger_lawful_stand_in_42dfa', table='meetings_standin', when='BEFORE')),
        ),
    ]
