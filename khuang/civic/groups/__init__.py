"""Groups of the community, their posts and who holds them."""
