// SPDX-License-Identifier: LGPL-2.1-or-later

// Rust's cookie crate: `PROGRAM CASE CORPUS MILLISECONDS`, see harness.c.
//
// Cookie::split_parse came with 0.17; what it does is done here with Cookie::parse on the trimmed
// pieces between semicolons: borrowed (the pieces stay in the header) and owned (each piece is
// copied, so that the cookies outlive the header).

use cookie::time::{Duration, OffsetDateTime};
use cookie::{Cookie, CookieJar, Key, SameSite};

const PASSES: usize = 16; // between two looks at the clock
const CLOCK_PROCESS_CPUTIME_ID: i32 = 2;

extern "C" {
    fn clock_gettime(clock: i32, time: *mut [i64; 2]) -> i32;
}

fn now() -> f64 {
    let mut time = [0; 2];
    unsafe { clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &mut time) };
    time[0] as f64 * 1e9 + time[1] as f64
}

// std::hint::black_box came with Rust 1.66.
fn keep<T>(value: &T) {
    unsafe { std::arch::asm!("/* {0} */", in(reg) value, options(nostack, preserves_flags)) }
}

fn pieces(header: &str) -> impl Iterator<Item = &str> {
    header.split(';').map(str::trim).filter(|piece| !piece.is_empty())
}

fn parse_borrowed(header: &str) -> usize {
    let mut n = 0;
    for piece in pieces(header) {
        let cookie = Cookie::parse(piece);
        keep(&cookie);
        n += cookie.is_ok() as usize;
    }
    n
}

fn parse_owned(header: &str) -> usize {
    let mut n = 0;
    for piece in pieces(header) {
        let cookie: Result<Cookie<'static>, _> = Cookie::parse(piece.to_owned());
        keep(&cookie);
        n += cookie.is_ok() as usize;
    }
    n
}

fn parse_collected(header: &str) -> usize {
    let cookies: Vec<Cookie<'static>> =
        pieces(header).filter_map(|piece| Cookie::parse(piece.to_owned()).ok()).collect();
    keep(&cookies);
    cookies.len()
}

fn jar(header: &str) -> CookieJar {
    let mut jar = CookieJar::new();
    for piece in pieces(header) {
        if let Ok(cookie) = Cookie::parse(piece.to_owned()) {
            jar.add_original(cookie)
        }
    }
    jar
}

fn read_all(header: &str) -> usize {
    let cookies: Vec<Cookie<'static>> =
        pieces(header).filter_map(|piece| Cookie::parse(piece.to_owned()).ok()).collect();
    for cookie in &cookies {
        keep(&(cookie.name(), cookie.value()));
    }
    cookies.len()
}

fn prepare_three(line: &str) -> (&str, Vec<&str>) {
    let names: Vec<&str> = pieces(line).map(|piece| piece.split('=').next().unwrap()).collect();
    (line, (0..3).map(|i| names[i * (names.len() - 1) / 2]).collect())
}

fn read_three((header, names): &(&str, Vec<&str>)) -> usize {
    let jar = jar(header);
    names.iter().filter(|name| jar.get(name).map(|cookie| keep(&cookie.value())).is_some()).count()
}

// See harness.h.
fn prepare_request(line: &str, key: &Key) -> String {
    let (start, rest) = line.split_once("sessionid=").unwrap();
    let end = rest.find(';').unwrap_or(rest.len());
    let mut jar = CookieJar::new();
    jar.signed_mut(key).add(Cookie::new("sessionid", rest[..end].to_owned()));
    format!("{}sessionid={}{}", start, jar.get("sessionid").unwrap().value(), &rest[end..])
}

fn answer(header: &str, key: &Key) -> usize {
    let mut jar = jar(header);
    let mut n = jar.signed(key).get("sessionid").is_some() as usize;
    n += ["csrftoken", "theme", "lang"].iter().filter(|name| jar.get(name).is_some()).count();
    for (name, value) in [("theme", "sepia"), ("last_seen", "1764433000")] {
        jar.add(
            Cookie::build(name, value)
                .path("/")
                .max_age(Duration::seconds(31536000))
                .secure(true)
                .http_only(true)
                .same_site(SameSite::Lax)
                .finish(),
        );
    }
    let lines: Vec<String> = jar.delta().map(|cookie| cookie.to_string()).collect();
    keep(&lines);
    n + lines.len()
}

fn parse_set_cookie(header: &str) -> usize {
    let cookie = Cookie::parse(header).unwrap();
    let complete = cookie.name().len() > 0
        && cookie.value().len() > 0
        && cookie.path().is_some()
        && cookie.domain().is_some()
        && cookie.max_age().is_some()
        && cookie.expires().is_some()
        && cookie.secure().is_some()
        && cookie.http_only().is_some()
        && cookie.same_site().is_some();
    keep(&cookie);
    complete as usize
}

fn prepare_write(line: &str) -> Cookie<'_> {
    let field: Vec<&str> = line.split('\t').collect();
    let mut cookie = Cookie::new(field[0], field[1]);
    cookie.set_path(field[2]);
    cookie.set_domain(field[3]);
    cookie.set_max_age(Duration::seconds(field[4].parse().unwrap()));
    cookie.set_expires(OffsetDateTime::from_unix_timestamp(field[5].parse().unwrap()).unwrap());
    cookie.set_same_site(match field[6] {
        "Lax" => SameSite::Lax,
        "Strict" => SameSite::Strict,
        _ => SameSite::None,
    });
    cookie.set_secure(true);
    cookie.set_http_only(true);
    cookie
}

fn write(cookie: &Cookie) -> usize {
    let text = cookie.to_string();
    keep(&text);
    text.starts_with(cookie.name()) as usize
}

fn passes<T>(items: &[T], milliseconds: f64, run: &impl Fn(&T) -> usize) -> f64 {
    let start = now();
    let mut n = 0;
    loop {
        for item in items.iter().cycle().take(PASSES * items.len()) {
            keep(&run(item));
        }
        n += PASSES * items.len();
        let elapsed = now() - start;
        if elapsed >= milliseconds * 1e6 {
            return elapsed / n as f64;
        }
    }
}

fn report<T>(label: &str, items: &[T], milliseconds: f64, run: impl Fn(&T) -> usize) {
    let pairs: usize = items.iter().map(&run).sum();
    passes(items, milliseconds / 3.0, &run);
    let time = passes(items, milliseconds, &run);
    println!("Rust cookie {}, {}\t{}\t{:.2}", env!("COOKIE_VERSION"), label, pairs, time);
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[2]).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let milliseconds: f64 = args[3].parse().unwrap();

    match args[1].as_str() {
        "load" | "small" => {
            report("borrowed", &lines, milliseconds, |line| parse_borrowed(line));
            report("owned", &lines, milliseconds, |line| parse_owned(line));
            report("owned, in a Vec", &lines, milliseconds, |line| parse_collected(line));
        }
        "three" => {
            let items: Vec<_> = lines.iter().map(|line| prepare_three(line)).collect();
            report("CookieJar", &items, milliseconds, read_three)
        }
        "all" => report("owned, in a Vec", &lines, milliseconds, |line| read_all(line)),
        "request" => {
            let key = Key::from(&[7; 64]);
            let headers: Vec<String> = lines.iter().map(|line| prepare_request(line, &key)).collect();
            report("CookieJar, signed", &headers, milliseconds, |header| answer(header, &key))
        }
        "set-cookie" => report("Cookie::parse", &lines, milliseconds, |line| parse_set_cookie(line)),
        "write" => {
            let cookies: Vec<Cookie> = lines.iter().map(|line| prepare_write(line)).collect();
            report("to_string", &cookies, milliseconds, write)
        }
        _ => {}
    }
}
