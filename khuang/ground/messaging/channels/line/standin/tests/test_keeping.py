"""What the phones show is there after a restart."""

from khuang.ground.messaging.channels.line.standin.standin import Standin
from khuang.ground.messaging.channels.line.standin.state import Content


def test_chats_users_and_files_outlive_the_process(tmp_path):
    file = tmp_path / "line" / "standin.json"
    with Standin(file=file, webhook="http://127.0.0.1:9/") as first:
        kham = first.user("ยายคำ")
        event = first.acts.voice(kham, b"\x00sound")
        first.state.pictures["richmenu-1"] = Content("image/png", b"\x00picture")
        first.acts.text(kham, "สวัสดี")
    with Standin(file=file, secret="another") as second:
        assert second.secret == first.secret
        assert second.state.users[kham.id] == kham
        assert [line["message"]["type"] for line in second.chat(kham)] == ["audio", "text"]
        assert second.state.contents[event["message"]["id"]] == Content("audio/x-m4a", b"\x00sound")
        assert second.state.pictures["richmenu-1"].body == b"\x00picture"
        assert int(second.acts.text(kham, "อีกครั้ง")["message"]["id"]) > int(event["message"]["id"])


def test_the_file_is_for_its_owner_alone(tmp_path):
    with Standin(file=tmp_path / "standin.json") as line:
        line.user("ยายคำ")
    assert (tmp_path / "standin.json").stat().st_mode & 0o077 == 0
