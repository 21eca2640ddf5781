"""LINE's own client against the stand-in: what it sends is taken, what comes back it can read."""

import io
from uuid import uuid4

import pytest
from linebot.v3 import messaging as sdk
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging.exceptions import ApiException
from linebot.v3.webhook import WebhookParser
from PIL import Image

from khuang.ground.messaging.channels.line.standin.tests.conftest import NOW


def configuration(line, token=None):
    return sdk.Configuration(access_token=token or line.token, host=line.base)


@pytest.fixture
def client(line):
    with sdk.ApiClient(configuration(line)) as connected:
        yield sdk.MessagingApi(connected)


@pytest.fixture
def files(line):
    with sdk.ApiClient(configuration(line)) as connected:
        yield sdk.MessagingApiBlob(connected)


def refusal(do):
    with pytest.raises(ApiException) as refused:
        do()
    return refused.value


def text(words="สวัสดี"):
    return sdk.TextMessage(text=words)


def push(client, to, *messages, key=None):
    sent = sdk.PushMessageRequest(to=to, messages=list(messages))
    return client.push_message(sent, x_line_retry_key=key)


def reply(client, token, *messages):
    return client.reply_message(sdk.ReplyMessageRequest(reply_token=token, messages=list(messages)))


def token_of(line, user, words="สวัสดี"):
    event = line.acts.text(user, words)
    line.send_event(event)
    return event["replyToken"]


def words(line, user):
    return [each["message"]["text"] for each in line.chat(user) if each["who"] == "bot"]


# Events


def test_lines_own_parser_reads_every_event(line, kham, mailbox):
    acts = line.acts
    said = acts.text(kham, "สวัสดี")
    token = "t" * 20
    line.state.link_tokens[token] = (kham.id, NOW)
    made = [
        said,
        acts.sticker(kham),
        acts.place(kham, 18.39, 99.09, "บ้าน"),
        acts.voice(kham, b"sound", milliseconds=2100),
        acts.picture(kham, b"picture"),
        acts.tap(kham, "v1|well|abc", "สบายดี"),
        acts.tap(kham, "v1|when|abc", params={"date": "2026-11-24"}),
        acts.unsend(kham, said["message"]["id"]),
        acts.unfollow(kham),
        acts.follow(kham),
        acts.join(kham),
        acts.link(kham, token, "n" * 16),
        acts.unheard_of(kham),
    ]
    line.send_event(*made)
    body, headers = mailbox.posts[0]
    read = WebhookParser(line.secret).parse(body.decode(), headers["X-Line-Signature"])
    assert [each.webhook_event_id for each in read] == [each["webhookEventId"] for each in made]
    kinds = [type(each).__name__ for each in read]
    assert kinds == [
        *["MessageEvent"] * 5,
        *["PostbackEvent"] * 2,
        "UnsendEvent",
        "UnfollowEvent",
        "FollowEvent",
        "JoinEvent",
        "AccountLinkEvent",
        "UnknownEvent",
    ]
    assert read[9].follow.is_unblocked
    assert read[0].timestamp == int(NOW.timestamp() * 1000)


def test_another_secret_signs_otherwise(line, kham, mailbox):
    line.send_event(line.acts.text(kham, "สวัสดี"))
    body, headers = mailbox.posts[0]
    with pytest.raises(InvalidSignatureError):
        WebhookParser("another").parse(body.decode(), headers["X-Line-Signature"])


# Reply and push


def test_a_reply_reaches_the_chat_and_costs_nothing(line, client, kham):
    sent = reply(client, token_of(line, kham), text("รับทราบแล้ว"))
    assert words(line, kham) == ["รับทราบแล้ว"]
    assert sent.sent_messages[0].id == line.chat(kham)[-1]["id"]
    assert client.get_message_quota_consumption().total_usage == 0


def test_a_reply_token_works_once(line, client, kham):
    token = token_of(line, kham)
    reply(client, token, text())
    refused = refusal(lambda: reply(client, token, text()))
    assert (refused.status, "Invalid reply token" in refused.body) == (400, True)


@pytest.mark.parametrize(("seconds", "works"), [(60, True), (61, False)])
def test_a_reply_token_lives_a_minute(line, client, kham, seconds, works):
    token = token_of(line, kham)
    line.clock.move(seconds)
    if works:
        reply(client, token, text())
    else:
        assert refusal(lambda: reply(client, token, text())).status == 400


def test_pushes_are_counted_by_whom_they_reach(line, client, kham):
    blocked, group = line.user("ตา", follows=False), line.acts.join(kham, line.user("พิมพ์"))
    push(client, kham.id, text("หนึ่ง"), text("สอง"))
    push(client, blocked.id, text())
    push(client, group["source"]["groupId"], text())
    client.multicast(sdk.MulticastRequest(to=[kham.id, blocked.id], messages=[text()]))
    assert client.get_message_quota_consumption().total_usage == 1 + 0 + 2 + 1
    assert line.chat(blocked) == []


def test_over_the_quota_nothing_is_sent(line, client, kham):
    line.state.quota = 1
    push(client, kham.id, text("หนึ่ง"))
    refused = refusal(lambda: push(client, kham.id, text("สอง")))
    assert (refused.status, "monthly limit" in refused.body) == (429, True)
    assert words(line, kham) == ["หนึ่ง"]
    assert client.get_message_quota().value == 1


def test_a_new_month_begins_at_nothing(line, client, kham):
    push(client, kham.id, text())
    line.clock.move(8 * 24 * 3600)
    assert client.get_message_quota_consumption().total_usage == 0


def test_a_retry_key_is_taken_once_in_24_hours(line, client, kham):
    key = str(uuid4())
    first = push(client, kham.id, text(), key=key)
    refused = refusal(lambda: push(client, kham.id, text(), key=key))
    assert refused.status == 409
    assert refused.headers["X-Line-Accepted-Request-Id"]
    assert first.sent_messages[0].id in refused.body
    line.clock.move(24 * 3600)
    push(client, kham.id, text(), key=key)
    assert len(words(line, kham)) == 2


def test_what_was_refused_leaves_its_retry_key_free(line, client, kham):
    key = str(uuid4())
    line.faults.kind, line.faults.times = "error", 1
    assert refusal(lambda: push(client, kham.id, text(), key=key)).status == 500
    push(client, kham.id, text(), key=key)
    assert len(words(line, kham)) == 1


def test_another_token_is_not_let_in(line, kham):
    with sdk.ApiClient(configuration(line, "wrong")) as connected:
        assert refusal(lambda: push(sdk.MessagingApi(connected), kham.id, text())).status == 401


# Users, groups, files


def test_a_profile_is_shown_only_of_friends(line, client, kham):
    assert client.get_profile(kham.id).display_name == "ยายคำ"
    line.acts.unfollow(kham)
    assert refusal(lambda: client.get_profile(kham.id)).status == 404


def test_an_account_is_linked_once(line, client, kham):
    token = client.issue_link_token(kham.id).link_token
    assert line.acts.link(kham, token, "n" * 16)["link"] == {"result": "ok", "nonce": "n" * 16}
    with pytest.raises(Exception, match="link token"):
        line.acts.link(kham, token, "n" * 16)


def test_a_link_token_dies_after_ten_minutes(line, client, kham):
    token = client.issue_link_token(kham.id).link_token
    line.clock.move(601)
    with pytest.raises(Exception, match="link token"):
        line.acts.link(kham, token, "n" * 16)


def test_a_voice_is_fetched_as_it_was_sent(line, files, kham):
    event = line.acts.voice(kham, b"\x00sound", "audio/x-m4a")
    assert files.get_message_content(event["message"]["id"]) == b"\x00sound"
    line.acts.unsend(kham, event["message"]["id"])
    assert refusal(lambda: files.get_message_content(event["message"]["id"])).status == 404


def test_a_group_is_left(line, client, kham):
    group = line.acts.join(kham)["source"]["groupId"]
    client.leave_group(group)
    assert refusal(lambda: client.leave_group(group)).status == 404


def test_reading_and_loading_show(line, client, kham):
    event = line.acts.text(kham, "สวัสดี")
    client.mark_messages_as_read_by_token(
        sdk.MarkMessagesAsReadByTokenRequest(mark_as_read_token=event["message"]["markAsReadToken"])
    )
    client.show_loading_animation(sdk.ShowLoadingAnimationRequest(chat_id=kham.id, loading_seconds=5))
    assert line.chat(kham)[0]["read"]
    assert kham.id in line.state.loading


def test_the_webhook_is_set_shown_and_tried(line, client, mailbox):
    client.set_webhook_endpoint(sdk.SetWebhookEndpointRequest(endpoint="https://fah-sai.example/line/x/"))
    assert client.get_webhook_endpoint().endpoint == "https://fah-sai.example/line/x/"
    assert client.test_webhook_endpoint(sdk.TestWebhookEndpointRequest()).success
    assert b'"events": []' in mailbox.posts[0][0]
    mailbox.status = 401
    tried = client.test_webhook_endpoint(sdk.TestWebhookEndpointRequest())
    assert (tried.success, tried.status_code) == (False, 401)
    client.test_webhook_endpoint(sdk.TestWebhookEndpointRequest(endpoint="https://other.example/"))
    assert mailbox.addresses[-1] == "https://other.example/"
    unsafe = sdk.SetWebhookEndpointRequest(endpoint="http://fah-sai.example/line/x/")
    assert refusal(lambda: client.set_webhook_endpoint(unsafe)).status == 400


# Rich menus


def menu(width=2500, height=1686):
    bounds = sdk.RichMenuBounds(x=0, y=0, width=1250, height=843)
    tap = sdk.PostbackAction(label="สบายดี", data="v1|well|abc", display_text="สบายดี")
    return sdk.RichMenuRequest(
        size=sdk.RichMenuSize(width=width, height=height),
        selected=True,
        name="Khuang",
        chat_bar_text="เมนู",
        areas=[sdk.RichMenuArea(bounds=bounds, action=tap)],
    )


def drawn(width=2500, height=1686):
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


def upload(files, number, picture):
    return files.set_rich_menu_image(number, bytearray(picture), _headers={"Content-Type": "image/png"})


def test_a_menu_is_made_drawn_and_shown_to_all(line, client, files, kham):
    number = client.create_rich_menu(menu()).rich_menu_id
    assert refusal(lambda: client.set_default_rich_menu(number)).status == 400
    upload(files, number, drawn())
    client.set_default_rich_menu(number)
    assert client.get_default_rich_menu_id().rich_menu_id == number
    assert [each.rich_menu_id for each in client.get_rich_menu_list().richmenus] == [number]
    client.link_rich_menu_id_to_user(kham.id, number)
    assert client.get_rich_menu_id_of_user(kham.id).rich_menu_id == number
    client.delete_rich_menu(number)
    assert refusal(client.get_default_rich_menu_id).status == 404
    assert refusal(lambda: client.get_rich_menu_id_of_user(kham.id)).status == 404


def test_a_picture_of_another_size_is_refused(client, files):
    number = client.create_rich_menu(menu()).rich_menu_id
    assert refusal(lambda: upload(files, number, drawn(2500, 843))).status == 400


@pytest.mark.parametrize("size", [(2501, 1686), (1000, 900), (799, 400)])
def test_a_menu_of_a_wrong_shape_is_refused(client, size):
    assert refusal(lambda: client.create_rich_menu(menu(*size))).status == 400
