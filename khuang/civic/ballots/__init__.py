"""Elections of any council or village: options, tokens, ballots, and every way of counting them."""
