#!/usr/bin/env python
"""Django's own command line, for developers; everybody else uses `khuang`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")
execute_from_command_line(sys.argv)
