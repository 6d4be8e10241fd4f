"""What the stand-in holds, in memory and in a file."""
