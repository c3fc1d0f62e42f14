"""Addresses: one spelling for each, so that nothing is fetched twice and every link finds its target."""
