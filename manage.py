#!/usr/bin/env python
"""Django's command line for this site."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from finsam.postgres.programs import EmbeddedPostgresError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "finsam.settings")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EmbeddedPostgresError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"Fel: {error}")
