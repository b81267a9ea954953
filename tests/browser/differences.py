# SPDX-License-Identifier: LGPL-2.1-or-later

"""The table of where browsers leave the standard: tests/data/browsers.txt."""

import pathlib
import re

import gi

TABLE = pathlib.Path(__file__).parents[1] / "data" / "browsers.txt"


def read():
    """The names of the columns, and the rows."""
    lines = [line.rstrip("\n").split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()
             if line.strip() and not line.startswith("#")]
    return lines[0], lines[1:]


COLUMNS, ROWS = read()
BROWSERS = COLUMNS[3:]


def applies(text):
    """Whether this is said of the libsoup that is here, which keeps the cookies of WebKitGTK."""
    match = re.search(r"libsoup (before )?([\d.]+\d)", text)
    if match is None:
        return True
    gi.require_version("Soup", "3.0")
    from gi.repository import Soup

    here = Soup.get_major_version(), Soup.get_minor_version(), Soup.get_micro_version()
    return (here < tuple(map(int, match[2].split(".")))) == bool(match[1])


def entries():
    """Each row that a browser that is here is in: its number, and the name of the browser."""
    return {(number, name) for number, row in enumerate(ROWS) for name, text in zip(BROWSERS, row[3:])
            if text != "-" and applies(text)}


def find(title, browser):
    """The numbers of the rows for a case of tests/data/check.txt that the browser is in."""
    return [number for number, row in enumerate(ROWS) if (number, browser) in entries() and re.fullmatch(row[0], title)]
