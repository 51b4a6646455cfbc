"""The papers of a meeting in one file, and what has been asked to be sent of a protocol: both are made by jobs."""

import django.db.models.deletion
import django.db.models.functions.text
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
        ('meetings', '0024_fees'),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='AskedDispatch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('receiver', models.CharField(max_length=200, validators=[meetings.models.validators.printable], verbose_name='mottagare')),
                    ('receiver_as', models.CharField(blank=True, max_length=60, validators=[meetings.models.validators.printable], verbose_name='som')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-postadress')),
                    ('at', models.DateTimeField(verbose_name='tid')),
                    ('number', models.PositiveSmallIntegerField(verbose_name='nummer')),
                    ('of', models.PositiveSmallIntegerField(verbose_name='av')),
                    ('trouble', models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='varför det inte gick')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('paragraph', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.paragraph')),
                    ('verification', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asked_dispatches', to='meetings.verification')),
                ],
                options={
                    'verbose_name': 'beställd expediering',
                    'verbose_name_plural': 'beställda expedieringar',
                    'ordering': ['at', 'id'],
                    'constraints': [models.UniqueConstraint(models.F('verification'), models.F('paragraph'), django.db.models.functions.text.Lower('email'), django.db.models.functions.text.Lower('receiver'), name='dispatch_asked_once', nulls_distinct=False)],
                },
            ),
            migrations.CreateModel(
                name='ReadingPack',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_id', models.CharField(default=meetings.models.identifiers.public_id, editable=False, max_length=12, unique=True)),
                    ('content_sha256', models.CharField(max_length=64, verbose_name='innehållets SHA-256')),
                    ('content', models.JSONField(verbose_name='innehåll')),
                    ('asked_at', models.DateTimeField(verbose_name='begärd')),
                    ('papers', models.PositiveIntegerField(verbose_name='antal handlingar')),
                    ('done', models.PositiveIntegerField(default=0, verbose_name='handlingar som är med')),
                    ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='försök')),
                    ('trouble', models.CharField(blank=True, max_length=300, validators=[meetings.models.validators.printable], verbose_name='varför den inte gjordes')),
                    ('made_at', models.DateTimeField(blank=True, null=True, verbose_name='gjord')),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.storedfile')),
                    ('sent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='meetings.sentagenda')),
                ],
                options={
                    'verbose_name': 'handlingarna i en fil',
                    'verbose_name_plural': 'handlingarna i en fil',
                    'ordering': ['sent', 'id'],
                    'constraints': [models.UniqueConstraint(fields=('sent', 'content_sha256'), name='reading_pack_once'), models.CheckConstraint(condition=models.Q(models.Q(('file', None), ('made_at', None)), models.Q(('file__isnull', False), ('made_at__isnull', False), ('trouble', '')), _connector='OR'), name='reading_pack_made_whole')],
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='readingpack',
                trigger=pgtrigger.compiler.Trigger(name='fixed', sql=meetings.models.guards.GuardSql(func="IF (true) AND (to_jsonb(OLD) - ARRAY['done', 'tries', 'trouble', 'file_id', 'made_at']::text[] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['done', 'tries', 'trouble', 'file_id', 'made_at']::text[] OR (OLD.file_id IS DISTINCT FROM NEW.file_id AND coalesce(OLD.file_id::text, '') <> '') OR (OLD.made_at IS DISTINCT FROM NEW.made_at AND coalesce(OLD.made_at::text, '') <> '')) THEN RAISE EXCEPTION 'Det som är skrivet i % ändras inte.', TG_TABLE_NAME USING ERRCODE = 'P0001'; END IF; RETURN NEW;", hash='aa2946c6b60355a372a01a2000b45a0e8e810d54', operation='UPDATE', pgid='pgtrigger_fixed_7df31', table='meetings_readingpack', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='readingpack',
                trigger=pgtrigger.compiler.Trigger(name='never_deleted', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Rader i % tas aldrig bort.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='a769e9c5ff6f5699d7125d2a9e4c30d5464a1f65', operation='DELETE', pgid='pgtrigger_never_deleted_2a1c7', table='meetings_readingpack', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='readingpack',
                trigger=pgtrigger.compiler.Trigger(name='never_emptied', sql=meetings.models.guards.GuardSql(func="RAISE EXCEPTION 'Tabellen % töms aldrig.', TG_TABLE_NAME USING ERRCODE = 'P0001';", hash='f294c9346f08e721e3bc42aaa7f4011ba46e298b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_never_emptied_292d6', table='meetings_readingpack', when='BEFORE')),
            ),
        ]),
    ]
