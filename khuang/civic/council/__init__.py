"""The Council of Community Organisations and other councils: agenda, scrutiny, ranking, resolutions."""
