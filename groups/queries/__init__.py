"""The only readers of groups, each saying who may see what it answers."""
