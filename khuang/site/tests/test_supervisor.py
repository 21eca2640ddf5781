"""`khuang up`, really started, on a home of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from khuang.lib import embedded_postgres
from khuang.lib.tests.homes import temporary_home

KHUANG = [sys.executable, "-m", "khuang.site.command"]
PATIENCE = 40


class Up:
    """One `khuang up` and what it says."""

    def __init__(self, home):
        self.port = free_port()
        self.home = home
        self.log = home / "said"
        self.environment = {**os.environ, "KHUANG_HOME": str(home)}
        command = [*KHUANG, "up", "--port", str(self.port)]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)

    def said(self):
        return self.log.read_text()

    def child(self, word):
        """Return the process ids of the children with this word on their command line."""
        listed = subprocess.run(
            ["ps", "--ppid", str(self.process.pid), "-o", "pid=,args="],
            capture_output=True,
            text=True,
            check=True,
        )
        return [int(row.split()[0]) for row in listed.stdout.splitlines() if f" {word}" in row]

    def family(self):
        """Return the process ids of all that it started, the database apart, and of itself."""
        listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
        pairs = [[int(word) for word in row.split()] for row in listed.stdout.splitlines()]
        return below(self.process.pid, pairs)

    def front_page(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return None


def below(pid, pairs):
    return [pid, *(deeper for child, parent in pairs if parent == pid for deeper in below(child, pairs))]


def alive(family):
    """Give those that still run; a dead one that nobody has buried yet does not."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=", "-p", ",".join(map(str, family))],
        capture_output=True,
        text=True,
        check=False,
    )
    return [row for row in listed.stdout.splitlines() if " Z" not in row]


@pytest.fixture(scope="module")
def up():
    with temporary_home() as home:
        running = Up(home)
        try:
            wait_for(lambda: "is ready" in running.said() or running.process.poll() is not None)
            yield running
        finally:
            running.process.terminate()
            running.process.wait(PATIENCE)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def parent_of(pid):
    return int(Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()[1])


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.1)


def test_it_says_where_it_serves(up):
    assert f"http://127.0.0.1:{up.port} is ready" in up.said()
    assert up.front_page() == 200


def test_its_keys_are_its_own(up):
    for name in ("keyring.json", "secret-key"):
        assert (up.home / name).stat().st_mode & 0o077 == 0


def test_a_second_one_is_refused_in_words(up):
    second = subprocess.run([*KHUANG, "up"], env=up.environment, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert f"already running here (process {up.process.pid})" in second.stderr


def test_a_taken_port_is_told_before_anything_starts(up, tmp_path):
    other = subprocess.run(
        [*KHUANG, "up", "--port", str(up.port)],
        env={**up.environment, "KHUANG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert other.returncode == 1
    assert f"khuang up --port {up.port + 1}" in other.stderr
    assert not (tmp_path / "postgres").exists()


@pytest.mark.parametrize("word", ["serve", "work"])
def test_a_child_that_dies_is_started_again(up, word):
    before = up.child(word)
    left_alone = [pid for pid in up.family() if parent_of(pid) == before[0]]
    os.kill(before[0], signal.SIGKILL)
    wait_for(lambda: up.child(word) and up.child(word) != before)
    wait_for(lambda: up.front_page() == 200)
    assert not left_alone or not alive(left_alone)


def test_a_database_that_dies_comes_back(up):
    postmaster = int((up.home / "postgres/data/postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    wait_for(lambda: int((up.home / "postgres/data/postmaster.pid").read_text().split()[0]) != postmaster)
    wait_for(lambda: up.front_page() == 200)


def test_a_token_appears_in_no_log(up):
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"http://127.0.0.1:{up.port}/or/key/very-secret-token/formList", timeout=10)
    wait_for(lambda: "/or/key/.../formList" in up.said())
    assert "very-secret-token" not in up.said()


@pytest.mark.parametrize("word", [["journal", "verify"], ["replay", "--check"]])
def test_a_command_beside_it_leaves_it_running(up, word):
    done = subprocess.run([*KHUANG, *word], env=up.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert up.front_page() == 200


def test_it_stops_everything_it_started(up):
    family = [up.process.pid, *up.child("serve"), *up.child("work")]
    up.process.send_signal(signal.SIGINT)
    assert up.process.wait(PATIENCE) == 0, up.said()
    assert [pid for pid in family if Path("/proc", str(pid)).exists()] == []
    assert not (up.home / "postgres/data/postmaster.pid").exists(), up.said()


def test_nothing_outlives_it_when_it_is_killed():
    with temporary_home() as home:
        killed = Up(home)
        try:
            wait_for(lambda: "is ready" in killed.said())
            family = killed.family()
            killed.process.kill()
            killed.process.wait()
            # Supervisor, web server and its workers, job worker.
            assert len(family) >= 5
            wait_for(lambda: not alive(family))
        finally:
            embedded_postgres.stop(home)


def test_it_can_be_stopped_while_it_prepares():
    with temporary_home() as home:
        early = Up(home)
        wait_for(lambda: "up to date" in early.said())
        early.process.send_signal(signal.SIGINT)
        assert early.process.wait(PATIENCE) == 0, early.said()
        assert "Traceback" not in early.said()
        assert not (home / "postgres/data/postmaster.pid").exists()
