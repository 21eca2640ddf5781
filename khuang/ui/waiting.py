"""What waits for an account, as each app tells it to the page of the day."""

Waiting = tuple[str, str, int, str]  # words, URL name or address, how many, kind of mark as in `tag`
