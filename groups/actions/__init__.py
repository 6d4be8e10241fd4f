"""The only writers of groups: gather, invite, ask, offer, choose."""
