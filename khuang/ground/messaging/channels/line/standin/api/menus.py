"""Rich menus: make, draw, link, make the default, list, take away."""

import secrets

from khuang.ground.messaging.channels.line.standin.answers import Answer, Refused, refuse
from khuang.ground.messaging.channels.line.standin.api.request import Request
from khuang.ground.messaging.channels.line.standin.checks import menus
from khuang.ground.messaging.channels.line.standin.state import Content

MOST_MENUS = 1000
NOT_FOUND = "Not found"


def create(request: Request) -> Answer:
    body, state = request.json(), request.platform.state
    refuse(list(menus.menu(body)))
    if len(state.menus) >= MOST_MENUS:
        raise Refused(400, "The maximum number of rich menus has been reached")
    number = f"richmenu-{secrets.token_hex(16)}"
    state.menus[number] = body
    return Answer({"richMenuId": number})


def validate(request: Request) -> Answer:
    refuse(list(menus.menu(request.json())))
    return Answer()


def one(request: Request, menu: str) -> Answer:
    return Answer({"richMenuId": menu, **_found(request, menu)})


def every(request: Request) -> Answer:
    found = request.platform.state.menus.items()
    return Answer({"richmenus": [{"richMenuId": number, **body} for number, body in found]})


def delete(request: Request, menu: str) -> Answer:
    state = request.platform.state
    _found(request, menu)
    del state.menus[menu]
    state.pictures.pop(menu, None)
    state.aliases = {alias: number for alias, number in state.aliases.items() if number != menu}
    if state.default_menu == menu:
        state.default_menu = ""
    for user in state.users.values():
        user.menu = "" if user.menu == menu else user.menu
    state.touch()
    return Answer()


def upload(request: Request, menu: str) -> Answer:
    """Take the picture; once, it cannot be changed afterwards."""
    body, state = _found(request, menu), request.platform.state
    if menu in state.pictures:
        raise Refused(400, "An image has already been uploaded to the richmenu")
    kind = request.headers.get("content-type", "").partition(";")[0]
    menus.check_picture(body, request.raw, kind)
    state.pictures[menu] = Content(kind, request.raw)
    return Answer()


def picture(request: Request, menu: str) -> Answer:
    found = request.platform.state.pictures.get(menu)
    if not found:
        raise Refused(404, NOT_FOUND)
    return Answer(found.body, type=found.type)


def make_default(request: Request, menu: str) -> Answer:
    _drawn(request, menu)
    request.platform.state.default_menu = menu
    request.platform.state.touch()
    return Answer()


def default(request: Request) -> Answer:
    return _named(request.platform.state.default_menu)


def no_default(request: Request) -> Answer:
    request.platform.state.default_menu = ""
    request.platform.state.touch()
    return Answer()


def link(request: Request, user: str, menu: str) -> Answer:
    _drawn(request, menu)
    request.platform.friend(user).menu = menu
    request.platform.state.touch()
    return Answer()


def linked(request: Request, user: str) -> Answer:
    return _named(request.platform.friend(user).menu)


def unlink(request: Request, user: str) -> Answer:
    request.platform.friend(user).menu = ""
    request.platform.state.touch()
    return Answer()


def link_many(request: Request) -> Answer:
    """Link a menu to many users; done later at LINE, at once here."""
    body, state = request.json(), request.platform.state
    _drawn(request, str(body.get("richMenuId")))
    for each in body.get("userIds", []):
        if each in state.users:
            state.users[each].menu = body["richMenuId"]
    state.touch()
    return Answer(status=202)


def create_alias(request: Request) -> Answer:
    body, state = request.json(), request.platform.state
    _found(request, str(body.get("richMenuId")))
    if body.get("richMenuAliasId") in state.aliases:
        raise Refused(400, "conflict richmenu alias id")
    state.aliases[str(body.get("richMenuAliasId"))] = body["richMenuId"]
    return Answer()


def aliases(request: Request) -> Answer:
    found = request.platform.state.aliases.items()
    return Answer({"aliases": [{"richMenuAliasId": alias, "richMenuId": number} for alias, number in found]})


def delete_alias(request: Request, alias: str) -> Answer:
    if not request.platform.state.aliases.pop(alias, None):
        raise Refused(404, NOT_FOUND)
    return Answer()


def _found(request: Request, menu: str) -> dict:
    found = request.platform.state.menus.get(menu)
    if not found:
        raise Refused(404, NOT_FOUND)
    return found


def _drawn(request: Request, menu: str) -> None:
    _found(request, menu)
    if menu not in request.platform.state.pictures:
        raise Refused(400, "must upload richmenu image before applying it to user")


def _named(menu: str) -> Answer:
    if not menu:
        raise Refused(404, NOT_FOUND)
    return Answer({"richMenuId": menu})
