"""Faults under the real web server: killed in mid-POST, disk full, database away, tokens and logs."""

import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest

from khuang.ground.surveys.models import Submission, SubmissionMedia
from khuang.ground.surveys.tests.phones import Phone, fresh_id
from khuang.ground.surveys.tests.sample_forms import house_submission
from khuang.ground.surveys.tests.test_openrosa_posts import photograph, stored


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@contextmanager
def web_server(log, port=None, **environment):
    """Run `khuang serve` as its own process group; give the process and its origin."""
    port = port or free_port()
    command = [sys.executable, "-m", "khuang.site.command", "serve", "--port", str(port)]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env=os.environ | environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        wait_for(port)
        yield process, f"http://127.0.0.1:{port}"
    finally:
        kill(process)


def wait_for(port, patience=40):
    ends = time.monotonic() + patience
    while time.monotonic() < ends:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the web server did not start")


def kill(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def send_until_dead(phone, bodies, accepted):
    for body in bodies:
        try:
            if phone.send_files(body, {"1700000000.jpg": photograph()}).status == 201:
                accepted.append(body)
        except OSError:
            return


def test_what_was_acknowledged_survives_kill_minus_nine_and_a_resend_completes_the_rest(field, tmp_path):
    bodies = [house_submission(instance_id=fresh_id()) for _ in range(60)]
    accepted = []
    with web_server(tmp_path / "log") as (process, origin):
        phone = Phone(origin, field.token)
        threads = [
            threading.Thread(target=send_until_dead, args=(phone, bodies[start::4], accepted))
            for start in range(4)
        ]
        for thread in threads:
            thread.start()
        while len(accepted) < 8 and any(thread.is_alive() for thread in threads):
            time.sleep(0.01)
        kill(process)
        for thread in threads:
            thread.join()
    with field.within():
        kept = {one.raw for one in Submission.objects.all()}
    assert set(accepted) <= kept
    assert 8 <= len(accepted) < len(bodies)
    with web_server(tmp_path / "log") as (_, origin):
        phone = Phone(origin, field.token)
        statuses = {phone.send_files(body, {"1700000000.jpg": photograph()}).status for body in bodies}
    assert statuses == {201}
    assert len(stored(field)) == len(bodies)
    with field.within():
        assert SubmissionMedia.objects.count() == len(bodies)


def test_no_log_ever_holds_a_token(field, tmp_path):
    log, secret = tmp_path / "log", field.token.partition(".")[2]
    with web_server(log) as (_, origin):
        phone = Phone(origin, field.token)
        assert phone.get("/formList?deviceID=x").status == 200
        assert phone.send(house_submission()).status == 201
        assert phone.send(b"").status == 400
        assert phone.get("/no/such/address").status == 404
        assert phone.ask("DELETE", phone.base + "/submission").status == 405
        time.sleep(0.5)
    written = log.read_text()
    assert written.count("/or/key/") >= 4
    assert secret not in written


def test_a_database_that_is_away_is_503_in_thai_and_never_201(field, tmp_path):
    nowhere = f"postgresql://khuang@/khuang?host={tmp_path}&port=5999"
    with web_server(tmp_path / "log", DATABASE_URL=nowhere) as (_, origin):
        answer = Phone(origin, field.token).send(house_submission())
    assert answer.status == 503
    assert "กรุณาส่งใหม่ภายหลัง" in answer.message
    assert field.token not in (tmp_path / "log").read_text()


@pytest.fixture
def full_disk():
    """Let this process write no file beyond 20 kB, as a disk would that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    @contextmanager
    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limited


def test_a_full_disk_is_503_nothing_half_written_and_afterwards_all_is_well(field, full_disk):
    photo = {"1700000000.jpg": photograph() + b"\x00" * 200_000}
    with full_disk():
        answer = field.phone.send_files(house_submission(), photo)
    assert answer.status == 503
    assert stored(field) == []
    with field.within():
        from khuang.ground.municipalities import media_files

        assert list(media_files.stored()) == []
    assert field.phone.send_files(house_submission(), photo).status == 201
    assert len(stored(field)) == 1
