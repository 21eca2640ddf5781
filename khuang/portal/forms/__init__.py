"""What a reader may write."""
