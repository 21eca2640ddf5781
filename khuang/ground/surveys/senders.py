"""Who may send which form from a browser: an interface; a higher floor names its own forms."""

# Of every form that nobody named.
ANY_FORM = "surveys.fill"

_plugged: dict[str, str] = {}


def plug(form_id: str, permission: str) -> None:
    """Say which permission a form needs. Called once at the start, by `site`."""
    _plugged[form_id] = permission


def permission_for(form_id: str) -> str:
    """Give the permission that sending a form from a browser needs."""
    return _plugged.get(form_id, ANY_FORM)
