"""Where the association writes to each of its members."""

import meetings.models.validators
from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0016_what_the_statement_says'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='historicalparty',
                name='contact_address',
                field=models.TextField(blank=True, help_text='En rad för varje, till exempel nämndsekreterare, gata och postort.', max_length=300, validators=[meetings.models.validators.printable], verbose_name='medlemmens postadress'),
            ),
            migrations.AddField(
                model_name='historicalparty',
                name='contact_email',
                field=models.EmailField(blank=True, help_text='Registrator eller kansli, dit förbundet skriver.', max_length=254, verbose_name='medlemmens e-postadress'),
            ),
            migrations.AddField(
                model_name='historicalparty',
                name='contact_phone',
                field=models.CharField(blank=True, max_length=50, verbose_name='medlemmens telefon'),
            ),
            migrations.AddField(
                model_name='party',
                name='contact_address',
                field=models.TextField(blank=True, help_text='En rad för varje, till exempel nämndsekreterare, gata och postort.', max_length=300, validators=[meetings.models.validators.printable], verbose_name='medlemmens postadress'),
            ),
            migrations.AddField(
                model_name='party',
                name='contact_email',
                field=models.EmailField(blank=True, help_text='Registrator eller kansli, dit förbundet skriver.', max_length=254, verbose_name='medlemmens e-postadress'),
            ),
            migrations.AddField(
                model_name='party',
                name='contact_phone',
                field=models.CharField(blank=True, max_length=50, verbose_name='medlemmens telefon'),
            ),
        ]),
    ]
