"""Tools for those who write rules; nothing that checks messages needs them."""
