"""Signing in, one's own account, everybody's accounts and roles."""

from django.urls import path

from khuang.ground.accounts.views import own, roles, signing_in

app_name = "accounts"

MINE = "desk/account"
FACTORS = "desk/account/second-factor"
ACCOUNT = "desk/accounts/<uuid:key>"
ROLE = "desk/accounts/<uuid:key>/roles/<uuid:assignment>"

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/code/", signing_in.code, name="code"),
    path("sign-in/passkey/", signing_in.passkey, name="passkey"),
    path("sign-in/passkey/options/", signing_in.passkey_options, name="passkey-options"),
    path("sign-in/phone/", signing_in.phone, name="phone"),
    path("come-in/<str:token>/", signing_in.come_in, name="come-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("welcome/<uuid:key>/<str:token>/", signing_in.welcome, name="welcome"),
    path(f"{MINE}/", own.mine, name="mine"),
    path(f"{MINE}/password/", own.password, name="password"),
    path(f"{MINE}/confirm/", own.confirm, name="confirm"),
    path(f"{MINE}/confirm/passkey/", own.confirm_passkey, name="confirm-passkey"),
    path(f"{MINE}/confirm/passkey/options/", own.confirm_passkey_options, name="confirm-passkey-options"),
    path(f"{MINE}/recovery-codes/", own.recovery_codes, name="recovery-codes"),
    path(f"{MINE}/recovery-codes/new/", own.new_codes, name="new-codes"),
    path(f"{MINE}/sessions/<uuid:key>/end/", own.end_session, name="end-session"),
    path(f"{MINE}/sessions/end/", own.end_everywhere, name="end-everywhere"),
    path(f"{MINE}/phones/<uuid:key>/revoke/", own.revoke_phone, name="revoke-phone"),
    path(f"{FACTORS}/", own.factors, name="factors"),
    path(f"{FACTORS}/app/", own.app, name="app"),
    path(f"{FACTORS}/passkey/", own.passkey_new, name="passkey-new"),
    path(f"{FACTORS}/passkey/options/", own.passkey_new_options, name="passkey-new-options"),
    path(f"{FACTORS}/remove/", own.remove_factor, name="remove-factor"),
    path("desk/roles/matrix/", roles.matrix, name="matrix"),
    path("desk/accounts/", roles.accounts, name="accounts"),
    path("desk/accounts/new/", roles.new, name="new"),
    path(f"{ACCOUNT}/", roles.account, name="account"),
    path(f"{ACCOUNT}/invitation/", roles.invitation, name="invitation"),
    path(f"{ACCOUNT}/second-factor/reset/", roles.reset_factors, name="reset-factors"),
    path(f"{ACCOUNT}/phone-link/", roles.hand_link, name="hand-link"),
    path(f"{ACCOUNT}/phones/<uuid:phone>/revoke/", roles.revoke_phone_of, name="revoke-phone-of"),
    path(f"{ACCOUNT}/sign-out/", roles.sign_out_everywhere, name="sign-out-everywhere"),
    path(f"{ACCOUNT}/end/", roles.end, name="end"),
    path(f"{ACCOUNT}/open/", roles.open_again, name="open-again"),
    path(f"{ACCOUNT}/roles/", roles.choose_role, name="choose-role"),
    path(f"{ACCOUNT}/roles/<slug:role>/", roles.give_role, name="give-role"),
    path(f"{ROLE}/end/", roles.end_role, name="end-role"),
    path(f"{ROLE}/homes/", roles.homes, name="homes"),
]
