"""A call as the processor's API takes it."""
