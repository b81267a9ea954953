# SPDX-License-Identifier: LGPL-2.1-or-later

"""docs/examples/cookie_editor.py, as assistive technology sees it. Needs a display, a session bus and
AT-SPI: xvfb-run dbus-run-session."""

import pathlib
import subprocess
import sys
import time
import unittest

import gi

try:
    gi.require_version('Adw', '1')
    gi.require_version('Atspi', '2.0')
except ValueError as error:
    print(error)
    sys.exit(77)
from gi.repository import Atspi, GLib

EDITOR = pathlib.Path(__file__).parents[2] / 'docs' / 'examples' / 'cookie_editor.py'

# What can be operated.
NAMED = {'check box', 'combo box', 'push button', 'button', 'text', 'entry', 'toggle button', 'switch'}


def walk(accessible):
    """The role, the name and the place in the tree of all that is shown."""
    try:
        yield accessible.get_role_name(), accessible.get_name(), accessible
        for i in range(accessible.get_child_count()):
            child = accessible.get_child_at_index(i)
            if child is not None:
                yield from walk(child)
    except GLib.Error:
        pass  # it is gone


def wait(find):
    for _ in range(100):
        found = find()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError('not there after ten seconds')


class Accessible(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.editor = subprocess.Popen([sys.executable, EDITOR, 'Cookie: __Host-sid=1; theme=dark'])
        cls.addClassCleanup(cls.editor.wait)
        cls.addClassCleanup(cls.editor.kill)
        Atspi.init()
        cls.desktop = Atspi.get_desktop(0)
        wait(lambda: cls.find('Remove theme'))
        cls.all = [(role, name) for role, name, _accessible in walk(cls.desktop)]

    @classmethod
    def find(cls, name):
        return next((accessible for _role, found, accessible in walk(cls.desktop) if found == name), None)

    def test_all_have_names(self):
        self.assertGreater(sum(role in NAMED for role, _name in self.all), 5) # GTKs differ in roles
        for role, name in self.all:
            if role in NAMED:
                # without a name, GTK says the class
                self.assertFalse(name == '' or name.startswith('Gtk'), (role, name))

    def test_names(self):
        names = {name for _role, name in self.all}
        for name in ('Add a cookie', 'Copy the Set-Cookie fields', 'Cookie field of a request', 'Address of the site',
                     'Cookies', 'New cookie', 'Name of a new cookie', 'Remove __Host-sid', 'Remove theme', 'Dropped', 'Kept'):
            self.assertIn(name, names)

    def test_removes(self):
        """A button does what its name says."""
        Atspi.Action.do_action(self.find('Remove theme'), 0)
        wait(lambda: self.find('Remove theme') is None)
        self.assertIsNotNone(self.find('Remove __Host-sid'))


if __name__ == '__main__':
    if not GLib.getenv('DBUS_SESSION_BUS_ADDRESS') or not GLib.getenv('DISPLAY'):
        print('no session bus, or no display')
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
