"""A channel is its folder: whoever deletes the folder has deleted the channel, and nothing else breaks."""

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from khuang.ground.messaging import reads
from khuang.ground.messaging.reads.channels import FOLDER, channels
from khuang.ground.messaging.rules import templates

ROOT = FOLDER.parents[3]

# Starts Django as web, worker and commands do, and says which channels and addresses there are.
START = """
import django
django.setup()
from django.core.management import call_command
call_command("check")
import khuang.site.command, khuang.site.demo.build, khuang.site.messages, khuang.site.nightly
from django.template.loader import get_template
from django.urls import reverse
reverse("messaging:channels")
get_template("messaging/channels.html")
from khuang.ground.messaging.reads.channels import channels
print(*channels())
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the tree, by links, without what Python compiled."""
    tree = tmp_path_factory.mktemp("copy") / "khuang"
    shutil.copytree(
        ROOT / "khuang", tree, copy_function=os.link, ignore=shutil.ignore_patterns("__pycache__")
    )
    return tree


@pytest.mark.parametrize("code", sorted(channels()))
def test_a_channel_is_deleted_with_its_folder(copy, code):
    folder = copy / "ground" / "messaging" / "channels" / code
    aside = copy.parent / "aside"
    folder.rename(aside)
    try:
        said = _start(copy.parent)
    finally:
        aside.rename(folder)
    assert said.returncode == 0, said.stderr
    assert set(said.stdout.split()[-len(channels()) + 1 :]) == set(channels()) - {code}


def _start(tree):
    environment = os.environ | {
        "PYTHONPATH": str(tree),
        "DJANGO_SETTINGS_MODULE": "khuang.site.settings",
        "KHUANG_HOME": str(settings.KHUANG_HOME),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(
        [sys.executable, "-c", START], cwd=tree, env=environment, capture_output=True, text=True, timeout=120
    )


def test_every_channel_is_named_like_its_folder():
    assert all(channel.code == code for code, channel in channels().items())
    assert {"call", "visit", "sms", "email"} <= set(channels())


def test_a_channel_delivers_or_asks_and_never_both():
    assert all(bool(channel.deliver) != bool(channel.asks) for channel in channels().values())


def test_a_channel_that_is_not_there_is_none():
    assert reads.channel("pigeon") is None


def test_what_a_channel_wants_typed_has_a_name_of_its_own():
    for channel in channels().values():
        codes = [setting.code for setting in channel.settings]
        assert len(codes) == len(set(codes))


def test_no_template_is_bound_to_a_channel_that_never_was():
    known = {"line", *channels()}
    assert all(template.channels <= known for template in templates.shipped().values())
