"""The period of a summons, calendars to read by an address, and what is sent of a verified protocol."""

import django.core.validators
import django.db.models.deletion
import meetings.models.calendar_feed
import meetings.models.guards
import meetings.models.identifiers
import meetings.models.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0019_who_handed_a_paragraph_over'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='body',
                name='summons_days',
                field=models.PositiveSmallIntegerField(blank=True, help_text='Så många dagar före sammanträdet ska kallelsen vara ute. Tomt: sju dagar för en styrelse, ingen tid för andra organ.', null=True, validators=[django.core.validators.MaxValueValidator(60)], verbose_name='kallelsetid i dagar'),
            ),
            migrations.AddField(
                model_name='body',
                name='summons_days_from',
                field=models.CharField(blank=True, help_text='Till exempel «arbetsordningen § 5» eller «förbundsordningen § 9».', max_length=100, validators=[meetings.models.validators.printable], verbose_name='kallelsetiden står i'),
            ),
            migrations.AddField(
                model_name='body',
                name='protocol_to_members',
                field=models.BooleanField(default=True, help_text='Så får medlemmarna veta vad som har beslutats (18 § lagen om finansiell samordning av rehabiliteringsinsatser).', verbose_name='det justerade protokollet skickas till medlemmarna'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='summons_days',
                field=models.PositiveSmallIntegerField(blank=True, help_text='Så många dagar före sammanträdet ska kallelsen vara ute. Tomt: sju dagar för en styrelse, ingen tid för andra organ.', null=True, validators=[django.core.validators.MaxValueValidator(60)], verbose_name='kallelsetid i dagar'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='summons_days_from',
                field=models.CharField(blank=True, help_text='Till exempel «arbetsordningen § 5» eller «förbundsordningen § 9».', max_length=100, validators=[meetings.models.validators.printable], verbose_name='kallelsetiden står i'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='protocol_to_members',
                field=models.BooleanField(default=True, help_text='Så får medlemmarna veta vad som har beslutats (18 § lagen om finansiell samordning av rehabiliteringsinsatser).', verbose_name='det justerade protokollet skickas till medlemmarna'),
            ),
            migrations.AddField(
                model_name='historicalmeeting',
                name='late_summons_why',
                field=models.CharField(blank=True, help_text='Till exempel «Beslutet måste fattas före den 1 mars».', max_length=200, validators=[meetings.models.validators.printable], verbose_name='varför kallelsen kom sent'),
            ),
            migrations.AddField(
                model_name='historicalparagraph',
                name='papers_later',
                field=models.BooleanField(default=False, verbose_name='handlingar kommer senare'),
            ),
            migrations.AddField(
                model_name='meeting',
                name='late_summons_why',
                field=models.CharField(blank=True, help_text='Till exempel «Beslutet måste fattas före den 1 mars».', max_length=200, validators=[meetings.models.validators.printable], verbose_name='varför kallelsen kom sent'),
            ),
            migrations.AddField(
                model_name='paragraph',
                name='papers_later',
                field=models.BooleanField(default=False, verbose_name='handlingar kommer senare'),
            ),
            migrations.CreateModel(
                name='Dispatch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('receiver', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='mottagare')),
                    ('receiver_as', models.CharField(blank=True, max_length=60, validators=[meetings.models.validators.printable], verbose_name='som')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-postadress')),
                    ('at', models.DateTimeField(verbose_name='tid')),
                    ('posted_on', models.DateField(blank=True, null=True, verbose_name='postad')),
                    ('ticked_at', models.DateTimeField(blank=True, null=True, verbose_name='noterad som postad')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile')),
                    ('letter', models.OneToOneField(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='dispatch', to='meetings.letter')),
                    ('paragraph', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='meetings.paragraph')),
                    ('posted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('verification', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatches', to='meetings.verification')),
                ],
                options={
                    'verbose_name': 'expediering',
                    'verbose_name_plural': 'expedieringar',
                    'ordering': ['at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='CalendarFeed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(default=meetings.models.calendar_feed.feed_key, editable=False, max_length=32, unique=True, verbose_name='nyckel')),
                    ('made_at', models.DateTimeField(verbose_name='skapad')),
                    ('body', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to='meetings.body')),
                    ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='calendar_feed', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'kalenderadress',
                    'verbose_name_plural': 'kalenderadresser',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('body__isnull', False), ('person__isnull', True)), models.Q(('body__isnull', True), ('person__isnull', False)), _connector='OR'), name='calendar_feed_of_one')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='calendarfeed',
                trigger=pgtrigger.compiler.Trigger(name='identity', sql=meetings.models.guards.GuardSql(func="IF OLD.person_id IS DISTINCT FROM NEW.person_id OR OLD.body_id IS DISTINCT FROM NEW.body_id THEN RAISE EXCEPTION 'Vad en rad i % heter och hör till ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='7dfd28472b54d3950048258b443f6d6e75d1846e', operation='UPDATE', pgid='pgtrigger_identity_898b6', table='meetings_calendarfeed', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='dispatch',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('letter__isnull', True)), models.Q(models.Q(('email', ''), _negated=True), ('letter__isnull', False)), _connector='OR'), name='dispatch_by_mail_or_post'),
            ),
            migrations.AddConstraint(
                model_name='dispatch',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('posted_by', None), ('posted_on', None), ('ticked_at', None)), models.Q(('email', ''), ('posted_by__isnull', False), ('posted_on__isnull', False), ('ticked_at__isnull', False)), _connector='OR'), name='dispatch_posted_whole'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='dispatch',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['posted_on', 'posted_by_id', 'ticked_at']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['posted_on', 'posted_by_id', 'ticked_at']::text[] OR (OLD.posted_on IS DISTINCT FROM NEW.posted_on AND coalesce(OLD.posted_on::text, '') <> '') OR (OLD.posted_by_id IS DISTINCT FROM NEW.posted_by_id AND coalesce(OLD.posted_by_id::text, '') <> '') OR (OLD.ticked_at IS DISTINCT FROM NEW.ticked_at AND coalesce(OLD.ticked_at::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='be2cccd3a45adf0ed67fa950b5bbd5adf015398d', operation='UPDATE', pgid='pgtrigger_fixed_65c65', table='meetings_dispatch', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='dispatch',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e2ec2b578478131e04e0e19919d713ab4e224976', operation='DELETE', pgid='pgtrigger_never_deleted_ffe1f', table='meetings_dispatch', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='dispatch',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='e9ecd60e3477b3559cefb07b12d4b4de5583175e', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_ecaea', table='meetings_dispatch', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='dispatch',
                trigger=pgtrigger.compiler.Trigger(name='chained', sql=meetings.models.guards.GuardSql(func="PERFORM meetings_chain(TG_TABLE_NAME::text, NEW.id::bigint, NEW, ''); RETURN NULL;", hash='34876688c07fa2e4eaa9bb33431c6518a5e6f269', operation='INSERT OR UPDATE', pgid='pgtrigger_chained_d4b48', table='meetings_dispatch', when='AFTER')),
            ),
        ]),
    ]
