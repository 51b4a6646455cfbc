"""docs/protokoll.schema.json is made from the classes of the record."""

import json

from django.conf import settings

from meetings.record.schema import protocol_schema


def test_schema_in_docs_is_that_of_the_classes():
    """When it is not: manage.py write_protocol_schema."""
    written = (settings.BASE_DIR / "docs" / "protokoll.schema.json").read_text(encoding="utf-8")
    assert json.loads(written) == json.loads(json.dumps(protocol_schema()))
