"""Source text to clean text: one paragraph a line, every change recorded."""
