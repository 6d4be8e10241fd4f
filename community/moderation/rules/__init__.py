"""What may be held back of words that strangers read, and by whom."""
