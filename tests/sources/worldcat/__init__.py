"""The search in WorldCat, over real HTTP to the stand-in for OCLC."""
