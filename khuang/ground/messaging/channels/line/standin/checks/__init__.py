"""Whether a body is one that LINE takes. Source: line-openapi, messaging-api.yml, and LINE's reference."""
