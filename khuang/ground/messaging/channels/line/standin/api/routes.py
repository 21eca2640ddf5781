"""Which endpoint answers which address."""

import re
from collections.abc import Callable

from khuang.ground.messaging.channels.line.standin.answers import Answer, Refused
from khuang.ground.messaging.channels.line.standin.api import account, menus, sending
from khuang.ground.messaging.channels.line.standin.api.request import Request

_ROUTES: dict[str, Callable[..., Answer]] = {
    "POST /v2/bot/message/reply": sending.reply,
    "POST /v2/bot/message/push": sending.push,
    "POST /v2/bot/message/multicast": sending.multicast,
    "POST /v2/bot/message/validate/(?:reply|push|multicast)": sending.validate,
    "GET /v2/bot/message/quota": sending.quota,
    "GET /v2/bot/message/quota/consumption": sending.consumption,
    "GET /v2/bot/message/(?P<message>[0-9]+)/content": account.content,
    "GET /v2/bot/message/(?P<message>[0-9]+)/content/preview": account.content,
    "GET /v2/bot/message/(?P<message>[0-9]+)/content/transcoding": account.transcoding,
    "GET /v2/bot/info": account.info,
    "GET /v2/bot/channel/webhook/endpoint": account.webhook,
    "PUT /v2/bot/channel/webhook/endpoint": account.set_webhook,
    "POST /v2/bot/channel/webhook/test": account.try_webhook,
    "GET /v2/bot/profile/(?P<user>[^/]+)": account.profile,
    "POST /v2/bot/user/(?P<user>U[^/]+)/linkToken": account.link_token,
    "POST /v2/bot/(?:group|room)/(?P<group>[^/]+)/leave": account.leave,
    "POST /v2/bot/chat/loading/start": account.start_loading,
    "POST /v2/bot/chat/markAsRead": account.mark_read,
    "POST /v2/bot/richmenu": menus.create,
    "POST /v2/bot/richmenu/validate": menus.validate,
    "GET /v2/bot/richmenu/list": menus.every,
    "POST /v2/bot/richmenu/bulk/link": menus.link_many,
    "POST /v2/bot/richmenu/alias": menus.create_alias,
    "GET /v2/bot/richmenu/alias/list": menus.aliases,
    "DELETE /v2/bot/richmenu/alias/(?P<alias>[^/]+)": menus.delete_alias,
    "GET /v2/bot/richmenu/(?P<menu>richmenu-[^/]+)": menus.one,
    "DELETE /v2/bot/richmenu/(?P<menu>richmenu-[^/]+)": menus.delete,
    "POST /v2/bot/richmenu/(?P<menu>[^/]+)/content": menus.upload,
    "GET /v2/bot/richmenu/(?P<menu>[^/]+)/content": menus.picture,
    "POST /v2/bot/user/all/richmenu/(?P<menu>[^/]+)": menus.make_default,
    "GET /v2/bot/user/all/richmenu": menus.default,
    "DELETE /v2/bot/user/all/richmenu": menus.no_default,
    "POST /v2/bot/user/(?P<user>U[^/]+)/richmenu/(?P<menu>[^/]+)": menus.link,
    "GET /v2/bot/user/(?P<user>U[^/]+)/richmenu": menus.linked,
    "DELETE /v2/bot/user/(?P<user>U[^/]+)/richmenu": menus.unlink,
}
ROUTES = [(re.compile(pattern), endpoint) for pattern, endpoint in _ROUTES.items()]


def answer(request: Request) -> Answer:
    """Let the endpoint of this address answer. Raises Refused."""
    asked = f"{request.method} {request.path}"
    for pattern, endpoint in ROUTES:
        if found := pattern.fullmatch(asked):
            return endpoint(request, **found.groupdict())
    raise Refused(404, "Not found")
