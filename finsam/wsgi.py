"""What gunicorn serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finsam.settings")

# Only here: a command has one connection, and at its end it would wait five seconds for each of a pool's threads.
settings.DATABASES["default"].setdefault("OPTIONS", {}).update(settings.DATABASE_OF_PAGES)

application = get_wsgi_application()
