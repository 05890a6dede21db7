"""Records, rules, entries: pure; knows no file, no paper, no window."""
