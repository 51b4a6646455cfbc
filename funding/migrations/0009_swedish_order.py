"""Rows that are ordered by words are so as Swedish orders them."""

from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0008_swedish_order'),
        ('funding', '0008_files_for_bookkeeping_and_bank'),
    ]

    operations = [
        Together([
            migrations.AlterModelOptions(
                name='frame',
                options={'ordering': [models.Func(models.F('purpose__name'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'ram', 'verbose_name_plural': 'ramar'},
            ),
            migrations.AlterModelOptions(
                name='income',
                options={'ordering': ['party__kind', models.Func(models.F('party__name'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'bidrag', 'verbose_name_plural': 'bidrag'},
            ),
            migrations.AlterModelOptions(
                name='measure',
                options={'ordering': ['association', models.Func(models.F('name'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'insats', 'verbose_name_plural': 'insatser'},
            ),
            migrations.AlterModelOptions(
                name='purpose',
                options={'ordering': ['association', models.Func(models.F('name'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'ändamål', 'verbose_name_plural': 'ändamål'},
            ),
            migrations.AlterModelOptions(
                name='unithead',
                options={'ordering': [models.Func(models.F('organisation'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"'), models.Func(models.F('unit'), function='meetings_swedish_key', output_field=models.TextField(), template='%(function)s(%(expressions)s) COLLATE "C"')], 'verbose_name': 'chef för enhet', 'verbose_name_plural': 'chefer för enheter'},
            ),
        ]),
    ]
