# SPDX-License-Identifier: LGPL-2.1-or-later

"""A property that is set to what it cannot be: an exception, whatever the spelling, and the object as it was."""

import datetime
import unittest

import gi

gi.require_version('Cookie', '1.0')
from gi.repository import Cookie, Gio, GLib, GObject

# What the override lets through prints a warning, which ends this program.
GLib.log_set_always_fatal(GLib.LogLevelFlags.LEVEL_WARNING | GLib.LogLevelFlags.LEVEL_CRITICAL | GLib.LogLevelFlags.LEVEL_ERROR)

NUMBERS = -1, 2**31, 2**32, 2**64, 0.5, 1.0, float('nan'), True, '5', None, [1]
CODECS = [Cookie.SignedCodec, Cookie.EncryptedCodec, Cookie.VariantCodec, Cookie.SmartCodec, Cookie.JsonCodec]


def setters(thing, name):
    spelling = name.replace('-', '_')
    yield lambda value: setattr(thing, spelling, value)
    yield lambda value: setattr(thing.props, spelling, value)
    yield lambda value: thing.set_property(name, value)
    yield lambda value: thing.set_property(spelling, value)
    yield lambda value: thing.set_properties(**{spelling: value})
    if hasattr(thing, f'set_{spelling}'):
        yield getattr(thing, f'set_{spelling}')


class Properties(unittest.TestCase):
    def refuses(self, cls, name, values):
        """The constructor and each setter."""
        for value in values:
            with self.subTest(cls=cls.__name__, name=name, value=value):
                with self.assertRaises((TypeError, Cookie.CookieError)):
                    cls(**{name.replace('-', '_'): value})
                thing = cls()
                before = thing.get_property(name)
                for set_ in setters(thing, name):
                    with self.assertRaises((TypeError, AttributeError)):
                        set_(value)
                self.assertEqual(thing.get_property(name), before)

    def test_dictionary(self):
        self.refuses(Cookie.SimpleCookie, 'profile', [5, -1, True, 'STRICT', None, 0.5, Cookie.SameSite.LAX])
        for name in 'max-pairs', 'max-length':
            self.refuses(Cookie.SmartCookie, name, NUMBERS)
        for name in 'codec', 'schema':
            self.refuses(Cookie.BaseCookie, name, [5, 'x', Cookie.Morsel(), GObject.Object(), Gio.ListStore(), Cookie.SimpleCookie])
        cookie = Cookie.SimpleCookie('a=1')
        site = Cookie.Schema()
        for set_ in setters(cookie, 'schema'):
            with self.assertRaisesRegex(AttributeError, 'schema'):
                set_(site)
        self.assertIsNone(cookie.schema)
        with self.assertRaises(Cookie.CookieError):
            cookie.set_properties(max_pairs=7, profile=9)
        self.assertEqual(cookie.max_pairs, 3000)

        changes = []
        cookie.connect('notify', lambda _cookie, pspec: changes.append(pspec.name))
        for name, value in ('profile', Cookie.Profile.STRICT), ('max-pairs', 7), ('max-length', 2**31 - 1), ('codec', None):
            for set_ in setters(cookie, name):
                set_(value)
                self.assertEqual(cookie.get_property(name), value)
        self.assertEqual(changes, ['profile', 'max-pairs', 'max-length', 'codec'])

    def test_codecs(self):
        for cls in CODECS:
            self.refuses(cls, 'max-length', [value for value in NUMBERS if value != 2**31])
        for cls in Cookie.SignedCodec, Cookie.EncryptedCodec:
            self.refuses(cls, 'lifetime', NUMBERS)
            self.refuses(cls, 'purpose', [5, b'x', None, 'a\0', '\udcff'])
            for name in 'codec', 'keyring':
                self.refuses(cls, name, [5, 'x', Cookie.Morsel(), GObject.Object()])
        self.refuses(Cookie.VariantCodec, 'format', [5, -1, True, 'BINARY', None])
        self.refuses(Cookie.VariantCodec, 'variant-type', ['u', 5, GLib.VariantType('a*'), GLib.VariantType('*'), GLib.VariantType('(?)')])
        for new in Cookie.VariantCodec.new, lambda format, kind: Cookie.VariantCodec(format=format, variant_type=kind):
            with self.assertRaisesRegex(Cookie.CookieError, 'not “a\\*”, which stands for several'):
                new(Cookie.VariantFormat.TEXT, GLib.VariantType('a*'))
            self.assertEqual(new(Cookie.VariantFormat.TEXT, GLib.VariantType('av')).variant_type.dup_string(), 'av')

    def test_constant(self):
        """A codec stays as it was made, and a misspelt property is not lost."""
        keyring = Cookie.Keyring()
        values = {'codec': Cookie.StringCodec(), 'keyring': keyring, 'purpose': 'session', 'lifetime': 60, 'max_length': 100}
        for cls in CODECS:
            codec = cls(**values) if cls in CODECS[:2] else cls(max_length=100)
            for pspec in codec.list_properties():
                name = pspec.name.replace('-', '_')
                before = codec.get_property(name)
                self.assertEqual(getattr(codec, name), before)
                self.assertEqual(getattr(codec.props, name), before)
                for set_ in setters(codec, pspec.name):
                    with self.assertRaisesRegex(AttributeError, pspec.name[:3]):
                        set_(values.get(name))
                self.assertEqual(getattr(codec, name), before)
            for misspelt in 'lifetme', 'keyrings', 'max':
                with self.assertRaisesRegex(AttributeError, f"has no attribute '{misspelt}'"):
                    setattr(codec, misspelt, 5)
                with self.assertRaises(AttributeError):
                    setattr(codec.props, misspelt, 5)
                with self.assertRaises(TypeError):
                    cls(**{misspelt: 5})
        with self.assertRaises(AttributeError):
            keyring.secrets = [b'k' * 32]

    def test_diagnostics(self):
        diagnostic, = Cookie.diagnose_set_cookie('__Host-a=b; Path=/; HttpOnly; SameSite=Lax', 'https://site.example')[:1]
        for pspec in diagnostic.list_properties():
            name = pspec.name
            self.assertEqual(getattr(diagnostic, name), getattr(diagnostic, f'get_{name}')())
            self.assertEqual(getattr(diagnostic, name), getattr(diagnostic.props, name))
            with self.assertRaises(AttributeError):
                setattr(diagnostic, name, 5)
        with self.assertRaises(AttributeError):
            diagnostic.colour = 5
        self.assertEqual((diagnostic.code, diagnostic.text), (Cookie.DiagnosticCode.PREFIX, '__Host-a'))

    def test_read_only(self):
        """GObject would print a warning for a property that nobody sets."""
        for cls in Cookie.SimpleCookie, Cookie.Morsel, Cookie.Diagnostic:
            for pspec in GObject.list_properties(cls):
                if not pspec.flags & GObject.ParamFlags.WRITABLE:
                    for value in 'x', 1, None, Cookie.Morsel():
                        with self.assertRaisesRegex(TypeError, f'{pspec.name} of a {cls.__name__} cannot be set|.{pspec.name}. is not writable'):
                            cls(**{pspec.name.replace('-', '_'): value})

    def test_class_attributes(self):
        """A schema that is an attribute of a class is the schema of no dictionary."""
        for name, value in {'schema': Cookie.Schema(), 'codec': Cookie.JsonCodec(), 'profile': Cookie.Profile.STRICT, 'max_pairs': 5,
                            'max_length': None}.items():
            for base in Cookie.BaseCookie, Cookie.SimpleCookie:
                with self.assertRaisesRegex(TypeError, f'Site.{name} hides the property {name}'):
                    type('Site', (base,), {name: value})

        class Named(Cookie.SimpleCookie):
            @property
            def schema(self):
                return self.get_schema()

        self.assertIsNone(Named('a=1').schema)

    def test_lifetimes(self):
        for cls in Cookie.SignedCodec, Cookie.EncryptedCodec:
            for lifetime, seconds in (0, 0), (2**31 - 1, 2**31 - 1), (datetime.timedelta(hours=12), 43200), (datetime.timedelta(0), 0):
                for new in cls, cls.new:
                    self.assertEqual(new(lifetime=lifetime).lifetime, seconds)
            for lifetime in datetime.timedelta(seconds=0.5), datetime.timedelta(seconds=-1), datetime.timedelta(days=36500), datetime.timedelta(1, 0, 1):
                with self.assertRaisesRegex(Cookie.CookieError, 'lifetime must be'):
                    cls(lifetime=lifetime)
            with self.assertRaisesRegex(TypeError, 'lifetime must be an int from 0 to 2147483647, not -1'):
                cls(lifetime=-1)

    def test_enumerations(self):
        """A number is no SameSite: 1 would be None."""
        site = Cookie.Schema()
        for name, same in ('same-site', 'samesite'), ('priority', 'priority'):
            self.refuses(Cookie.Morsel, name, [0, 1, 3, 9, True, b'Lax'])
            for value in 0, 1, 3, 9, True:
                with self.assertRaises(Cookie.CookieError):
                    site.add('a', **{same: value})
                with self.assertRaises(Cookie.CookieError):
                    site.set_default(**{same: value})
        self.assertEqual(site.get_names(), [])
        self.assertEqual(Cookie.Morsel(same_site='lax').same_site, Cookie.SameSite.LAX)


if __name__ == '__main__':
    unittest.main()
