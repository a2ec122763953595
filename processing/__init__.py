"""The one app: photos of CDs in, matched and verified records out."""
