"""The link audit: every address that a site names, looked at, judged and remembered."""
