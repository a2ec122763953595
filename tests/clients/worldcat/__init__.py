"""The client for WorldCat against the stand-in for OCLC, over real HTTP."""
