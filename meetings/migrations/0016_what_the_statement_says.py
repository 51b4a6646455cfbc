"""The accessibility statement: how and when it was assessed, and what is not accessible, by reason."""

import meetings.models.validators
from django.db import migrations, models

from meetings.migrations.operations import Together

# One without a day was never assessed; the words were the product's own. The others said that they had looked
# themselves, and that attachments from others can lack tags.
ASSESSED = """
UPDATE {table} SET accessibility = '' WHERE accessibility_assessed_on IS NULL;
UPDATE {table} SET accessibility_method = 'self', accessibility_updated_on = accessibility_assessed_on,
 accessibility_exempt = 'Bilagor från andra kan sakna märkning för hjälpmedel. Kontakta oss om du behöver en bilaga i'
 ' en annan form.'
WHERE accessibility_assessed_on IS NOT NULL;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0015_daily_mail'),
    ]

    operations = [
        Together([
            migrations.AddField(
                model_name='association',
                name='accessibility_burden',
                field=models.TextField(blank=True, help_text='Det som förbundet har bedömt enligt 12 §, och skälen. En del på varje rad.', validators=[meetings.models.validators.printable], verbose_name='oskäligt betungande att anpassa'),
            ),
            migrations.AddField(
                model_name='association',
                name='accessibility_exempt',
                field=models.TextField(blank=True, help_text='Det som 9 § undantar, till exempel innehåll från andra som förbundet inte råder över. En del på varje rad.', validators=[meetings.models.validators.printable], verbose_name='innehåll som lagen inte gäller'),
            ),
            migrations.AddField(
                model_name='association',
                name='accessibility_method',
                field=models.CharField(blank=True, choices=[('self', 'Självskattning'), ('external', 'Granskning av en utomstående')], max_length=10, verbose_name='hur den bedömdes'),
            ),
            migrations.AddField(
                model_name='association',
                name='accessibility_updated_on',
                field=models.DateField(blank=True, null=True, verbose_name='redogörelsen uppdaterad den'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='accessibility_burden',
                field=models.TextField(blank=True, help_text='Det som förbundet har bedömt enligt 12 §, och skälen. En del på varje rad.', validators=[meetings.models.validators.printable], verbose_name='oskäligt betungande att anpassa'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='accessibility_exempt',
                field=models.TextField(blank=True, help_text='Det som 9 § undantar, till exempel innehåll från andra som förbundet inte råder över. En del på varje rad.', validators=[meetings.models.validators.printable], verbose_name='innehåll som lagen inte gäller'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='accessibility_method',
                field=models.CharField(blank=True, choices=[('self', 'Självskattning'), ('external', 'Granskning av en utomstående')], max_length=10, verbose_name='hur den bedömdes'),
            ),
            migrations.AddField(
                model_name='historicalassociation',
                name='accessibility_updated_on',
                field=models.DateField(blank=True, null=True, verbose_name='redogörelsen uppdaterad den'),
            ),
            migrations.AlterField(
                model_name='association',
                name='accessibility',
                field=models.CharField(blank=True, choices=[('fully', 'Helt förenlig'), ('partly', 'Delvis förenlig'), ('not', 'Inte förenlig')], max_length=10, verbose_name='hur webbplatsen uppfyller lagen'),
            ),
            migrations.AlterField(
                model_name='association',
                name='accessibility_answered_within',
                field=models.CharField(default='två arbetsdagar', max_length=50, validators=[meetings.models.validators.printable], verbose_name='svarstid'),
            ),
            migrations.AlterField(
                model_name='association',
                name='accessibility_assessed_on',
                field=models.DateField(blank=True, null=True, verbose_name='bedömd den'),
            ),
            migrations.AlterField(
                model_name='association',
                name='accessibility_complaints',
                field=models.URLField(default='https://www.digg.se/tdosanmalan', help_text='Tillsynsmyndighetens formulär.', verbose_name='sidan där man anmäler'),
            ),
            migrations.AlterField(
                model_name='association',
                name='accessibility_statement',
                field=models.TextField(blank=True, help_text='En brist på varje rad: vilken del det gäller, varför den inte är tillgänglig, och hur man kan få innehållet på ett annat sätt.', validators=[meetings.models.validators.printable], verbose_name='brister'),
            ),
            migrations.AlterField(
                model_name='association',
                name='accessibility_supervisor',
                field=models.CharField(default='Myndigheten för digital förvaltning (Digg)', help_text='Kontrollera vilken myndighet som har tillsynen nu.', max_length=200, validators=[meetings.models.validators.printable], verbose_name='tillsynsmyndighet'),
            ),
            migrations.AlterField(
                model_name='historicalassociation',
                name='accessibility',
                field=models.CharField(blank=True, choices=[('fully', 'Helt förenlig'), ('partly', 'Delvis förenlig'), ('not', 'Inte förenlig')], max_length=10, verbose_name='hur webbplatsen uppfyller lagen'),
            ),
            migrations.AlterField(
                model_name='historicalassociation',
                name='accessibility_answered_within',
                field=models.CharField(default='två arbetsdagar', max_length=50, validators=[meetings.models.validators.printable], verbose_name='svarstid'),
            ),
            migrations.AlterField(
                model_name='historicalassociation',
                name='accessibility_assessed_on',
                field=models.DateField(blank=True, null=True, verbose_name='bedömd den'),
            ),
            migrations.AlterField(
                model_name='historicalassociation',
                name='accessibility_complaints',
                field=models.URLField(default='https://www.digg.se/tdosanmalan', help_text='Tillsynsmyndighetens formulär.', verbose_name='sidan där man anmäler'),
            ),
            migrations.AlterField(
                model_name='historicalassociation',
                name='accessibility_statement',
                field=models.TextField(blank=True, help_text='En brist på varje rad: vilken del det gäller, varför den inte är tillgänglig, och hur man kan få innehållet på ett annat sätt.', validators=[meetings.models.validators.printable], verbose_name='brister'),
            ),
            migrations.AlterField(
                model_name='historicalassociation',
                name='accessibility_supervisor',
                field=models.CharField(default='Myndigheten för digital förvaltning (Digg)', help_text='Kontrollera vilken myndighet som har tillsynen nu.', max_length=200, validators=[meetings.models.validators.printable], verbose_name='tillsynsmyndighet'),
            ),
            migrations.RunSQL(
                [ASSESSED.format(table="meetings_association")],
                migrations.RunSQL.noop,
            ),
            migrations.AddConstraint(
                model_name='association',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('accessibility', ''), ('accessibility_assessed_on', None), ('accessibility_method', ''), ('accessibility_updated_on', None)), models.Q(models.Q(('accessibility', ''), _negated=True), models.Q(('accessibility_method', ''), _negated=True), ('accessibility_assessed_on__isnull', False), ('accessibility_updated_on__isnull', False)), _connector='OR'), name='accessibility_assessed_as_one', violation_error_message='Ange hur webbplatsen uppfyller lagen, hur och när den bedömdes och när redogörelsen uppdaterades. Lämna annars allt tomt.'),
            ),
        ]),
    ]
