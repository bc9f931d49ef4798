"""Versions of protocols, and the sites that approved them."""
