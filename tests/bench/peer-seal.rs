// SPDX-License-Identifier: LGPL-2.1-or-later

// The signed and private jars of Rust's cookie crate: `PROGRAM CASE CORPUS MILLISECONDS`, see harness.c. They sign the
// value, without a time and, as for signed ones, without the name.

use cookie::{Cookie, CookieJar, Key};

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

fn passes<T>(items: &[T], budget: f64, run: &dyn Fn(&T) -> usize) -> f64 {
    let start = now();
    let mut n = 0;
    loop {
        for _ in 0..PASSES {
            for item in items {
                run(item);
            }
        }
        n += PASSES * items.len();
        let elapsed = now() - start;
        if elapsed >= budget {
            return elapsed / n as f64;
        }
    }
}

fn report<T>(label: &str, items: &[T], budget: f64, run: &dyn Fn(&T) -> usize) {
    let n: usize = items.iter().map(run).sum();
    passes(items, budget / 3.0, run);
    println!("Rust cookie {}, {}\t{}\t{:.2}", env!("COOKIE_VERSION"), label, n, passes(items, budget, run));
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[2]).unwrap();
    let items: Vec<String> = text.lines().map(str::to_owned).collect();
    let budget = args[3].parse::<f64>().unwrap() * 1e6;
    let key = Key::generate();

    let sign = |value: &String| {
        let mut jar = CookieJar::new();
        jar.signed_mut(&key).add(Cookie::new("session", value.clone()));
        jar.get("session").unwrap().clone()
    };
    match args[1].as_str() {
        "sign" => report("signed jar", &items, budget, &|value| sign(value).value().len().min(1)),
        "verify" => {
            let sealed: Vec<Cookie> = items.iter().map(sign).collect();
            let jar = CookieJar::new();
            report("signed jar", &sealed, budget, &|cookie| jar.signed(&key).verify(cookie.clone()).is_some() as usize)
        }
        _ => (),
    }
}
