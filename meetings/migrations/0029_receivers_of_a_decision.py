"""Whom the decision of a § is sent to, as data."""

from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0028_standing_items'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='historicalparagraph',
                name='receivers',
                field=models.JSONField(blank=True, default=list, editable=False, verbose_name='mottagare'),
            ),
            migrations.AddField(
                model_name='paragraph',
                name='receivers',
                field=models.JSONField(blank=True, default=list, editable=False, verbose_name='mottagare'),
            ),
        ]),
    ]
