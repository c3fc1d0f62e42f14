"""Settings of every test."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)  # a busy machine is slow, and that is no failure
settings.load_profile("steady")
