"""One fictional municipal site with every kind of broken link, of good link that looks broken, and of endless trap."""
