# SPDX-License-Identifier: LGPL-2.1-or-later

# Perl, through Glib::Object::Introspection: the program of README, lists, signals and errors. There is no override for Perl.

use strict;
use warnings FATAL => 'all';
use utf8;

use Glib::Object::Introspection;
use Test::More;

binmode $_, ':utf8' for Test::More->builder->output, Test::More->builder->failure_output;

Glib::Object::Introspection->setup (basename => 'Cookie', version => '1.0', package => 'Cookie');

sub load {
  my $cookie = Cookie::SimpleCookie->new;
  $cookie->load (@_);
  return $cookie;
}

sub refused {
  my ($value, $message, $code) = @_;
  my $done = eval { $code->(); 1 };
  my $error = $@;
  ok (!$done && ref $error eq 'Cookie::Error', "Cookie::Error: $message");
  is ($error->value, $value);
  like ($error->message, qr/$message/);
}

subtest readme => sub {
  my $cookie = load ('fig=newton; sugar=wafer');
  $cookie->get ('fig')->set_path ('/');
  $cookie->set_string ('oreo', 'double stuff');
  is ($cookie->output, qq(Set-Cookie: fig=newton; Path=/\r\nSet-Cookie: oreo="double stuff"\r\nSet-Cookie: sugar=wafer));
  is ($cookie->get ('oreo')->get_string, 'double stuff');

  my $site = Cookie::Schema->new;
  $site->add ('theme', undef, Glib::Object::new ('Cookie::Morsel', path => '/', secure => 1, max_age => 31536000));
  $cookie = Glib::Object::new ('Cookie::SimpleCookie', schema => $site);
  $cookie->load ('theme=dark');
  $cookie->set_string ('theme', 'light');
  is ($cookie->output_changes, 'Set-Cookie: theme=light; Max-Age=31536000; Path=/; Secure');
};

subtest lists => sub {
  my $cookie = load ('a=1; b=2; =x; a=3');
  is_deeply ($cookie->get_names, ['a', 'b']);
  is_deeply ([map { $cookie->get ($_)->get_string } @{$cookie->get_names}], ['1', '2']);
  is_deeply ([map { $_->get_code } @{$cookie->get_diagnostics}], ['nameless', 'duplicate']);
  my $iterator = $cookie->iterator;
  my @keys;
  while (my $morsel = $iterator->next_value) {
    push @keys, $morsel->get_key;
  }
  is_deeply (\@keys, ['a', 'b']);
  $cookie->set_string ('c', '3');
  is_deeply ([map { $_->get_key } @{$cookie->get_changes}], ['c']);
  is_deeply ($cookie->get_changed_fields, ['c=3']);
  is_deeply ([map { $_->to_string } @{Cookie::diagnose_set_cookie ('a=b; Foo; Secure; HttpOnly; SameSite=Lax; Path=/')}],
             ['hint at byte 5: Browsers do not know this attribute, so they ignore it. (6265bis §5.6)']);
};

subtest attributes => sub {
  my $morsel = Cookie::Morsel::parse_set_cookie ('a=b; Path=/; SameSite=Lax');
  is_deeply ([$morsel->get_path, $morsel->get_same_site, $morsel->get_max_age], ['/', 'lax', -1]);
  $morsel->set_same_site ('strict');
  $morsel->Glib::Object::set (http_only => 1);
  $morsel->set_attribute ('comment', Glib::Variant->new ('s', 'soft'));
  is ($morsel->to_set_cookie_header, 'a=b; Comment=soft; HttpOnly; Path=/; SameSite=Strict');
};

subtest signals => sub {
  my $cookie = load ('a=1');
  my @seen;
  $cookie->signal_connect ('morsel-added' => sub { push @seen, 'added ' . $_[1]->get_key });
  $cookie->signal_connect ('morsel-changed::a' => sub { push @seen, 'changed ' . $_[1]->get_key });
  $cookie->signal_connect ('diagnostic' => sub { push @seen, $_[1]->get_message });
  $cookie->get ('a')->signal_connect ('notify::path' => sub { push @seen, 'path' });
  $cookie->get ('a')->set_path ('/');
  $cookie->load ('b=2; =x');
  is_deeply (\@seen, ['path', 'changed a', 'added b', 'A cookie needs a name.']);
};

subtest errors => sub {
  my $cookie = load ('a=1');
  refused ('illegal-key', 'must be a token', sub { $cookie->set_string ('a b', 'x') });
  refused ('reserved-key', 'Path', sub { $cookie->set_string ('Path', 'x') });
  refused ('syntax', 'at byte 1', sub { Cookie::Morsel::parse_set_cookie ("a\rb") });
  is ($cookie->to_cookie_header, 'a=1');
};

subtest codecs => sub {
  my $codec = Cookie::SmartCodec->new;
  is ($codec->decode ('n', '@x:7')->get_int64, 7);
  is ($codec->encode ('n', Glib::Variant->new ('x', 7)), '@x:7');
  refused ('decode', 'Cookie “n”: ', sub { $codec->decode ('n', '@x:seven') });
};

done_testing;
