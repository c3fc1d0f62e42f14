"""Tests of the reader processes."""
