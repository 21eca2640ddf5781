"""Moving house: one municipality leaves an installation as a file and arrives in another."""

KIND = "municipality"

# Rows that stay: made anew from the others on arrival, or known only to browsers of the old address.
STAYING = {
    "people_personkey",
    "accounts_handedlink",
    "accounts_rememberedphone",
    "accounts_browsersession",
    "accounts_signinbrake",
    "account_emailaddress",  # Brought by allauth; nobody signs in by e-mail here.
}
# Tables without a municipality of their own that go along: the column that ties them to one.
FOLLOWING = {"municipalities_municipality": "id", "accounts_account": "municipality_id"}
SECOND_FACTORS = "second-factors.json"


class CannotMove(Exception):
    """Why a municipality does not leave or arrive, and what to do."""
