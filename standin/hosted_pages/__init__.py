"""The pages a person sees at the processor."""
