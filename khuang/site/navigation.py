"""The places in the navigation that the signed-in account may open."""


def navigation(request):
    return {"kh_navigation": []}
