"""What a start loads, and what it leaves until somebody needs it."""

import os
import subprocess
import sys

import pytest

# Each costs every start and every process more than it gives there: forms and outlines are read now and then.
# numpy is not among them: the search for duplicates and the dry run of a policy think in its columns.
HEAVY = {"pyxform", "openpyxl", "xlsxwriter", "shapely"}

PROCESSES = {
    "serve": "from django.urls import get_resolver; get_resolver().url_patterns",
    "work": "import khuang.site.worker",
    "prepare": "import khuang.site.chores",
}


@pytest.mark.parametrize("process", PROCESSES)
def test_a_start_loads_nothing_that_is_rarely_used(process):
    code = f"import sys, django; django.setup(); {PROCESSES[process]}; print(*sys.modules)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "khuang.site.settings"}
    said = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    loaded = said.stdout.split()
    assert "django.urls" in loaded and HEAVY.isdisjoint(loaded)
