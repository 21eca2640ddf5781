"""What staff open of hearings."""
