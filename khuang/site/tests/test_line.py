"""The stand-in for LINE beside an installation: a process of its own, only for a demo."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from argparse import Namespace

from khuang.ground.messaging.channels.line.standin.standin import Standin
from khuang.site import chores, command, line, supervisor

PATIENCE = 20


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.1)


def page(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/?lang=en", timeout=5) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def test_as_a_process_it_serves_the_page_and_keeps_its_chats(tmp_path):
    file = line.file(tmp_path, "fah-sai")
    with Standin(file=file, webhook="http://127.0.0.1:9/") as before:
        kham = before.user("ยายคำ")
        before.acts.text(kham, "สวัสดี")
    port = line.free_port("127.0.0.1", 8230)
    words = ["line", "standin", "--connected", "--municipality", "fah-sai", "--port", str(port)]
    environment = {**os.environ, "KHUANG_HOME": str(tmp_path)}
    running = subprocess.Popen([sys.executable, "-m", "khuang.site.command", *words], env=environment)
    try:
        wait_for(lambda: "This is not LINE" in page(port))
    finally:
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE) == 0
    with Standin(file=file) as after:
        assert [each["message"]["text"] for each in after.chat(kham)] == ["สวัสดี"]


def test_a_second_one_of_a_municipality_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("KHUANG_HOME", str(tmp_path))
    with line.alone(tmp_path, "fah-sai"):
        assert command.main(["line", "standin", "--municipality", "fah-sai"]) == 1
    assert "runs already" in capsys.readouterr().err


def test_as_a_process_it_does_without_django(tmp_path):
    code = (
        "import sys; from khuang.site import line; "
        "import khuang.ground.messaging.channels.line.standin.command; print('django' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_a_taken_port_leads_to_the_next():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert line.free_port("127.0.0.1", port) > port


def test_only_a_demo_is_connected(municipality, capsys):
    chosen = Namespace(municipality=municipality.slug, host="127.0.0.1", port=8230)
    assert chores.connect_standin(chosen) == 1
    assert "is no demo municipality" in capsys.readouterr().err


def test_up_starts_it_beside_a_demo_only():
    names = [child.name for child in supervisor.children("127.0.0.1", 8000, None)]
    assert names == ["web server", "job worker"]
    *_, telephone = supervisor.children("127.0.0.1", 8000, 8010)
    assert " ".join(telephone.command[3:]) == "line standin --connected --host 127.0.0.1 --port 8010"


def test_everybody_meets_it_at_an_address_of_this_machine():
    assert line.address("::", 8010) == "http://127.0.0.1:8010"
    assert line.address("127.0.0.1", 8010) == "http://127.0.0.1:8010"
