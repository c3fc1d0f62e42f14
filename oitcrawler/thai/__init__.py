"""Thai as agencies write it: folding for matching, repair of damaged text layers, dates and periods."""
