"""Life stories of the rails: accounts and cards at the processor, council lines, bank transfers."""
