"""LINE: its webhook, a plain client of ours, the sender that answers for free first, menus.

Source of what the platform does: line-openapi (messaging-api.yml, webhook.yml) and LINE's guidelines;
docs/adr/0034 says how we use it.
"""
