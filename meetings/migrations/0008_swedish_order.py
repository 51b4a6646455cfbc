"""Rows that are ordered by words are so as Swedish orders them."""

from django.db import migrations, models

from meetings.migrations.operations import Together

# The same as meetings.swedish.sort_key says, where a reader finds why; the two are held together by a test.
FUNCTION = r"""
CREATE FUNCTION meetings_swedish_key(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT lower(regexp_replace(normalize(translate(replace(normalize(words, NFC), 'ß', 'ss'),
    'ÅÄÖÆØÜåäöæøüŁłĐđÐðı', '{|}|}y{|}|}yllddddi'), NFKD), '[\u0300-\u036F]', '', 'g'))
$$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0007_reading_copies'),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, 'DROP FUNCTION meetings_swedish_key(text)'),
        Together([
            migrations.AlterModelOptions(
                name='association',
                options={'ordering': [models.Func(models.F('name'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'samordningsförbund', 'verbose_name_plural': 'samordningsförbund'},
            ),
            migrations.AlterModelOptions(
                name='body',
                options={'ordering': ['association', models.Func(models.F('name'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'organ', 'verbose_name_plural': 'organ'},
            ),
            migrations.AlterModelOptions(
                name='party',
                options={'ordering': ['association', models.Func(models.F('name'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'medlem', 'verbose_name_plural': 'medlemmar'},
            ),
            migrations.AlterModelOptions(
                name='person',
                options={'ordering': [models.Func(models.F('last_name'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"'), models.Func(models.F('first_name'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'person', 'verbose_name_plural': 'personer'},
            ),
            migrations.AlterModelOptions(
                name='phrase',
                options={'ordering': ['association', models.Func(models.F('name'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'fras', 'verbose_name_plural': 'fraser'},
            ),
            migrations.AlterModelOptions(
                name='posting',
                options={'ordering': ['notice', '-mandatory', models.Func(models.F('board'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'anslag hos medlem', 'verbose_name_plural': 'anslag hos medlemmar'},
            ),
        ]),
    ]
