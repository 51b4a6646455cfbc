"""Whether a body's summonses carry the association's seal."""

from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0026_own_notes'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='body',
                name='seals_summons',
                field=models.BooleanField(default=False, help_text='Kallelsen som PDF får förbundets elektroniska stämpel.', verbose_name='kallelsen stämplas'),
            ),
            migrations.AddField(
                model_name='historicalbody',
                name='seals_summons',
                field=models.BooleanField(default=False, help_text='Kallelsen som PDF får förbundets elektroniska stämpel.', verbose_name='kallelsen stämplas'),
            ),
        ]),
    ]
