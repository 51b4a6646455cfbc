"""Whether a body's summonses carry the association's seal; an address that the site has taken."""

import django.core.validators
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
            migrations.AlterField(
                model_name='association',
                name='slug',
                field=models.SlugField(help_text='Står i alla webbadresser, till exempel exempelvik.', unique=True, validators=[django.core.validators.RegexValidator('^(admin|anslag|halsa|inbjudan|kalender|konto|kontrollera|static|svar|underlag)\\Z', 'Adressen används av webbplatsen själv. Välj en annan.', inverse_match=True)], verbose_name='adress'),
            ),
            migrations.AlterField(
                model_name='historicalassociation',
                name='slug',
                field=models.SlugField(help_text='Står i alla webbadresser, till exempel exempelvik.', validators=[django.core.validators.RegexValidator('^(admin|anslag|halsa|inbjudan|kalender|konto|kontrollera|static|svar|underlag)\\Z', 'Adressen används av webbplatsen själv. Välj en annan.', inverse_match=True)], verbose_name='adress'),
            ),
        ]),
    ]
