"""The registry's own screens at the desk; list, map and record are the desk's."""

from django.urls import path

from khuang.care.people.views import duplicates, guarding, imports, registry, rights

app_name = "people"

urlpatterns = [
    path("desk/people/register/", registry.register, name="register"),
    path("desk/people/<uuid:key>/correct/", registry.correct, name="correct"),
    path("desk/households/<uuid:key>/", registry.household, name="household"),
    path("desk/households/<uuid:key>/correct/", registry.correct_home, name="correct-home"),
    path("desk/people/<uuid:key>/requests/", rights.requests_of, name="requests-of"),
    path("desk/people/<uuid:key>/requests/new/", rights.new_request, name="request-new"),
    path("desk/people/<uuid:key>/hold/", rights.hold, name="hold"),
    path("desk/holds/<uuid:key>/lift/", rights.lift_hold, name="lift-hold"),
    path("desk/requests/", rights.open_requests, name="open-requests"),
    path("desk/requests/<uuid:key>/", rights.one_request, name="request"),
    path("desk/requests/<uuid:key>/letter/", rights.letter, name="request-letter"),
    path("desk/erasures/", rights.erasures, name="erasures"),
    path("desk/erasures/<uuid:key>/", rights.erasure, name="erasure"),
    path("desk/attention/", registry.attention, name="attention"),
    path("desk/attention/<uuid:key>/", registry.settle, name="settle"),
    path("desk/attention/about/<uuid:key>/", registry.clashes, name="clashes"),
    # Lists of people
    path("desk/imports/", imports.lists, name="imports"),
    path("desk/imports/new/", imports.new, name="import-new"),
    path("desk/imports/template.<kind>", imports.template, name="import-template"),
    path("desk/imports/<uuid:key>/", imports.one, name="import"),
    path("desk/imports/<uuid:key>/columns/", imports.columns, name="import-columns"),
    path("desk/imports/<uuid:key>/reading/", imports.read_otherwise, name="import-reading"),
    path("desk/imports/<uuid:key>/preview/", imports.preview, name="import-preview"),
    path("desk/imports/<uuid:key>/begin/", imports.begin, name="import-begin"),
    path("desk/imports/<uuid:key>/stop/", imports.stop, name="import-stop"),
    path("desk/imports/<uuid:key>/again/", imports.again, name="import-again"),
    path("desk/imports/<uuid:key>/undo/", imports.undo, name="import-undo"),
    path("desk/imports/<uuid:key>/rows.<kind>", imports.bad_rows, name="import-rows"),
    path("desk/photographs/<uuid:key>/", imports.photograph, name="photograph"),
    # Records that may be one person
    path("desk/duplicates/", duplicates.pairs, name="duplicates"),
    path("desk/duplicates/search/", duplicates.search, name="duplicates-search"),
    path("desk/duplicates/search/<uuid:key>/stop/", duplicates.stop, name="duplicates-stop"),
    path("desk/duplicates/<uuid:key>/", duplicates.pair, name="duplicate"),
    path("desk/merges/<uuid:key>/split/", duplicates.split, name="split"),
    # Guarded records
    path("desk/people/<uuid:key>/guard/", guarding.guard, name="guard"),
    path("desk/people/<uuid:key>/break-glass/", guarding.break_glass, name="break-glass"),
    path("desk/guarded/", guarding.guarded, name="guarded"),
    path("desk/guarded/<uuid:key>/decline/", guarding.decline_level, name="decline-level"),
    path("desk/broken-glass/", guarding.glasses, name="glasses"),
    path("desk/broken-glass/<uuid:key>/", guarding.review_glass, name="review-glass"),
]
