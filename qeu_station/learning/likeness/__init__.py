"""Likeness: what a change between test and reference looks like, as a vector to compare by.

Nothing is learned and nothing is loaded: every number has a fixed scale, so that vectors of today
and of last year, of any recipe, can be compared with each other.
"""
