"""Tools for those who write rules; nothing that checks messages needs them.

`bench.py` opens a folder of packs; the others list, show, try, measure, compare, write, lint and
lock the rules in it.
"""
