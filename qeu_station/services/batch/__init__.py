"""Judging many pairs: lanes of processes, one journal, resumable after any interruption.

Imports nothing: every lane's process comes through here, and none needs the journal's libraries.
"""
