"""The steps, one a file, named `vNNNN_what.py`."""
