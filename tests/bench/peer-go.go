// SPDX-License-Identifier: LGPL-2.1-or-later

// Go's net/http: `PROGRAM CASE CORPUS MILLISECONDS`, see harness.c.

package main

import (
	"fmt"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const passesALook = 16 // between two looks at the clock

// now is the time of the processor, for all threads: the collector's too.
func now() time.Duration {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func passes[T any](items []T, budget time.Duration, run func(T) int) float64 {
	start := now()
	for n := 0; ; {
		for pass := 0; pass < passesALook; pass++ {
			for _, item := range items {
				run(item)
			}
		}
		n += passesALook * len(items)
		if elapsed := now() - start; elapsed >= budget {
			return float64(elapsed.Nanoseconds()) / float64(n)
		}
	}
}

func report[T any](label string, items []T, budget time.Duration, run func(T) int) {
	pairs := 0
	for _, item := range items {
		pairs += run(item)
	}
	passes(items, budget/3, run)
	fmt.Printf("Go %s net/http, %s\t%d\t%.2f\n", runtime.Version()[2:], label, pairs, passes(items, budget, run))
}

func requestCookies(request *http.Request) int {
	return len(request.Cookies())
}

func responseCookies(response *http.Response) int {
	complete := 0
	for _, c := range response.Cookies() {
		if c.Name != "" && c.Value != "" && c.Path != "" && c.Domain != "" && c.MaxAge != 0 &&
			!c.Expires.IsZero() && c.Secure && c.HttpOnly && c.SameSite != 0 {
			complete++
		}
	}
	return complete
}

func writeCookie(cookie *http.Cookie) int {
	if strings.HasPrefix(cookie.String(), cookie.Name) {
		return 1
	}
	return 0
}

func prepareWrite(line string) *http.Cookie {
	field := strings.Split(line, "\t")
	maxAge, _ := strconv.Atoi(field[4])
	expires, _ := strconv.ParseInt(field[5], 10, 64)
	sameSite := map[string]http.SameSite{
		"Lax": http.SameSiteLaxMode, "Strict": http.SameSiteStrictMode, "None": http.SameSiteNoneMode}
	return &http.Cookie{Name: field[0], Value: field[1], Path: field[2], Domain: field[3], MaxAge: maxAge,
		Expires: time.Unix(expires, 0), SameSite: sameSite[field[6]], Secure: true, HttpOnly: true}
}

func main() {
	runtime.GOMAXPROCS(1) // idle processors collect garbage for no good, and that would count

	text, err := os.ReadFile(os.Args[2])
	if err != nil {
		panic(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	milliseconds, _ := strconv.ParseFloat(os.Args[3], 64)
	budget := time.Duration(milliseconds * 1e6)

	switch os.Args[1] {
	case "load", "small":
		var requests []*http.Request
		for _, line := range lines {
			requests = append(requests, &http.Request{Header: http.Header{"Cookie": {line}}})
		}
		report("Request.Cookies", requests, budget, requestCookies)
	case "set-cookie":
		var responses []*http.Response
		for _, line := range lines {
			responses = append(responses, &http.Response{Header: http.Header{"Set-Cookie": {line}}})
		}
		report("Response.Cookies", responses, budget, responseCookies)
	case "write":
		var cookies []*http.Cookie
		for _, line := range lines {
			cookies = append(cookies, prepareWrite(line))
		}
		report("Cookie.String", cookies, budget, writeCookie)
	}
}
