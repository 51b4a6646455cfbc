"""A § whose own words hold, and that changes no money, is read by another person: zero, with a name."""

from django.db import migrations, models

from meetings.migrations.operations import Together


class Migration(migrations.Migration):
    dependencies = [("funding", "0013_payees_and_takeovers")]

    operations = [
        Together(
            [
                migrations.RemoveConstraint(model_name="decidedamount", name="decided_amount_is_something"),
                migrations.AddConstraint(
                    model_name="decidedamount",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount", 0), _negated=True),
                            ("entered_by__isnull", False),
                            _connector="OR",
                        ),
                        name="decided_amount_is_something_or_read",
                    ),
                ),
            ]
        )
    ]
