"""Tests of the Thai core."""
