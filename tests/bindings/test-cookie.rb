# SPDX-License-Identifier: LGPL-2.1-or-later

# Ruby, through gobject-introspection: the program of README, lists, signals and errors. There is no override for Ruby.

require 'gobject-introspection'

module Cookie
  GObjectIntrospection::Loader.new(self).load('Cookie')
end

def equal(actual, expected)
  raise "#{actual.inspect} is not #{expected.inspect}" unless actual == expected
end

def refused(type, message)
  yield
rescue type => error
  raise "#{error.message} does not have #{message}" unless error.message.include?(message)
else
  raise "#{type} was not raised"
end

def load(header)
  cookie = Cookie::SimpleCookie.new
  cookie.load(header)
  cookie
end

TESTS = {
  'readme' => lambda {
    cookie = load('fig=newton; sugar=wafer')
    cookie.get('fig').path = '/'
    cookie.set_string('oreo', 'double stuff')
    equal(cookie.output.split("\r\n"),
          ['Set-Cookie: fig=newton; Path=/', 'Set-Cookie: oreo="double stuff"', 'Set-Cookie: sugar=wafer'])
    equal(cookie.get('oreo').value, 'double stuff')

    site = Cookie::Schema.new
    theme = Cookie::Morsel.new
    theme.path = '/'
    theme.secure = true
    theme.max_age = 31_536_000
    site.add('theme', nil, theme)
    cookie = Cookie::SimpleCookie.new(site)
    cookie.load('theme=dark')
    cookie.set_string('theme', 'light')
    equal(cookie.output_changes, 'Set-Cookie: theme=light; Max-Age=31536000; Path=/; Secure')
  },

  'lists' => lambda {
    cookie = load('a=1; b=2')
    equal(cookie.names, %w[a b])
    equal(cookie.names.map { |name| cookie.get(name).value }, %w[1 2])
    equal([cookie.size, cookie.n_items, cookie.get_nth_name(1), cookie.get_nth_string(1)], [2, 2, 'b', '2'])
    iterator = cookie.iterator
    keys = []
    while (morsel = iterator.next_value)
      keys << morsel.key
    end
    equal(keys, %w[a b])
    cookie.set_string('c', '3')
    equal([cookie.has_changes?, cookie.changed_fields], [true, ['c=3']])
  },

  'attributes' => lambda {
    morsel = Cookie::Morsel.parse_set_cookie('a=b; Path=/; SameSite=Lax')
    equal([morsel.key, morsel.path, morsel.secure?, morsel.max_age], ['a', '/', false, -1])
    equal(morsel.same_site, Cookie::SameSite::LAX)
    morsel.same_site = :strict
    morsel.http_only = true
    morsel.set_attribute('comment', GLib::Variant.new('soft'))
    equal(morsel.to_set_cookie_header, 'a=b; Comment=soft; HttpOnly; Path=/; SameSite=Strict')
  },

  'signals' => lambda {
    cookie = load('a=1')
    seen = []
    cookie.signal_connect('morsel-added') { |_, morsel| seen << "added #{morsel.key}" }
    cookie.signal_connect('morsel-changed::a') { |_, morsel| seen << "changed #{morsel.key}" }
    cookie.signal_connect('diagnostic') { |_, diagnostic| seen << diagnostic.to_s }
    cookie.get('a').signal_connect('notify::path') { seen << 'path' }
    cookie.get('a').path = '/'
    cookie.load('b=2; =x')
    equal(seen, ['path', 'changed a', 'added b', 'error at byte 5: A cookie needs a name. (6265bis §4.2.1)'])
  },

  'errors' => lambda {
    cookie = load('a=1')
    refused(Cookie::Error::IllegalKey, 'must be a token') { cookie.set_string('a b', 'x') }
    refused(Cookie::Error::ReservedKey, 'Path') { cookie.set_string('Path', 'x') }
    refused(Cookie::Error, 'must be a token') { cookie.expire('a b') }
    refused(Cookie::Error::Syntax, 'at byte 1') { Cookie::Morsel.parse_set_cookie("a\rb") }
    refused(ArgumentError, 'null byte') { cookie.set_string("a\0b", 'x') }
    refused(ArgumentError, 'null byte') { cookie.load("a\0b=x") }
    equal(cookie.to_cookie_header, 'a=1')
  },

  'codecs' => lambda {
    codec = Cookie::SmartCodec.new
    cookie = Cookie::SmartCookie.new
    cookie.set('n', GLib::Variant.new(7, 'x'))
    equal([cookie.get('n').value, cookie.to_cookie_header], [7, 'n=@x:7'])
    equal(codec.decode('n', '@x:7'), 7)
    refused(Cookie::Error::Decode, 'Cookie “n”: ') { codec.decode('n', '@x:seven') }
  },
}.freeze

puts "1..#{TESTS.size}"
TESTS.each do |name, test|
  test.call
  puts "ok - #{name}"
end

# Not by way of finalizers: ruby-gnome 4.2 frees something twice there, in a program that loads Gio and nothing else, too.
$stdout.flush
exit!(true)
