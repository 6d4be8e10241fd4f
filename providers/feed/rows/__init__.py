"""What of a directory's row may be published: plain words, no private contacts, known facts only.

Pure: a row of a feed goes in, a ParsedRow, or the reason it is held back, comes out.
"""
