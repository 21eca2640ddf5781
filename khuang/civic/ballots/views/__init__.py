"""The desk's pages of elections."""
