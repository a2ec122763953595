"""What a person may send, checked, with messages in plain words: one file a kind of page."""
