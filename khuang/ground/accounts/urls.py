"""Signing in, accounts, roles."""

from django.urls import path

from khuang.ground.accounts import views

app_name = "accounts"

ROLE = "desk/accounts/<uuid:key>/roles/<uuid:assignment>"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("desk/account/confirm/", views.confirm, name="confirm"),
    path("welcome/<uuid:key>/<str:token>/", views.welcome, name="welcome"),
    path("desk/account/", views.mine, name="mine"),
    path("desk/account/password/", views.password, name="password"),
    path("desk/roles/matrix/", views.matrix, name="matrix"),
    path("desk/accounts/", views.accounts, name="accounts"),
    path("desk/accounts/new/", views.new, name="new"),
    path("desk/accounts/<uuid:key>/", views.account, name="account"),
    path("desk/accounts/<uuid:key>/invitation/", views.invitation, name="invitation"),
    path("desk/accounts/<uuid:key>/end/", views.end, name="end"),
    path("desk/accounts/<uuid:key>/open/", views.open_again, name="open-again"),
    path("desk/accounts/<uuid:key>/roles/", views.choose_role, name="choose-role"),
    path("desk/accounts/<uuid:key>/roles/<slug:role>/", views.give_role, name="give-role"),
    path(f"{ROLE}/end/", views.end_role, name="end-role"),
    path(f"{ROLE}/homes/", views.homes, name="homes"),
]
