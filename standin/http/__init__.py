"""The stand-in over HTTP."""
