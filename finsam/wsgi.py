"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finsam.settings")

application = get_wsgi_application()

from meetings.paper.seal import try_seal  # noqa: E402  # needs the settings

# manage.py does it by a system check, which a web server does not run.
try_seal()
