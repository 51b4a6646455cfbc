"""Whether one with jäv led the § and as what, so that it is given back when the jäv is removed."""

from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0018_answers_to_the_summons'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='historicalrecusal',
                name='led',
                field=models.CharField(blank=True, choices=[('', 'Ledde inte paragrafen'), ('meeting', 'Som sammanträdets ordförande'), ('paragraph', 'Som ordförande i paragrafen')], default='', editable=False, max_length=10, verbose_name='lämnade över'),
            ),
            migrations.AddField(
                model_name='recusal',
                name='led',
                field=models.CharField(blank=True, choices=[('', 'Ledde inte paragrafen'), ('meeting', 'Som sammanträdets ordförande'), ('paragraph', 'Som ordförande i paragrafen')], default='', editable=False, max_length=10, verbose_name='lämnade över'),
            ),
        ]),
    ]
