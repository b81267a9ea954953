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

	"github.com/gorilla/securecookie"
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

func get(cookies []*http.Cookie, name string) (string, bool) {
	for _, cookie := range cookies {
		if cookie.Name == name {
			return cookie.Value, true
		}
	}
	return "", false
}

type three struct {
	request *http.Request
	names   [3]string
}

func prepareThree(request *http.Request) three {
	cookies := request.Cookies()
	item := three{request: request}
	for i := range item.names {
		item.names[i] = cookies[i*(len(cookies)-1)/2].Name
	}
	return item
}

func readThree(item three) int {
	cookies := item.request.Cookies()
	found := 0
	for _, name := range item.names {
		if _, ok := get(cookies, name); ok {
			found++
		}
	}
	return found
}

func readAll(request *http.Request) int {
	found := 0
	for _, cookie := range request.Cookies() {
		if cookie.Name != "" && cookie.Value != "\x00" {
			found++
		}
	}
	return found
}

// See harness.h; the session is a text, which securecookie does not have to serialise.
func newSecureCookie() *securecookie.SecureCookie {
	return securecookie.New([]byte("a secret of thirty-two bytes, or more"), nil).
		SetSerializer(securecookie.NopEncoder{}).MaxAge(3600)
}

func prepareRequest(line string, secure *securecookie.SecureCookie) *http.Request {
	start, rest, _ := strings.Cut(line, "sessionid=")
	value, end, found := strings.Cut(rest, ";")
	if found {
		end = ";" + end
	}
	sealed, err := secure.Encode("sessionid", []byte(value))
	if err != nil {
		panic(err)
	}
	return &http.Request{Header: http.Header{"Cookie": {start + "sessionid=" + sealed + end}}}
}

func answer(request *http.Request, secure *securecookie.SecureCookie) int {
	cookies := request.Cookies()
	found := 0
	if sealed, ok := get(cookies, "sessionid"); ok {
		var session []byte
		if secure.Decode("sessionid", sealed, &session) == nil {
			found++
		}
	}
	for _, name := range []string{"csrftoken", "theme", "lang"} {
		if _, ok := get(cookies, name); ok {
			found++
		}
	}
	response := http.Header{}
	for _, pair := range [][2]string{{"theme", "sepia"}, {"last_seen", "1764433000"}} {
		cookie := http.Cookie{Name: pair[0], Value: pair[1], Path: "/", MaxAge: 31536000, Secure: true,
			HttpOnly: true, SameSite: http.SameSiteLaxMode}
		response.Add("Set-Cookie", cookie.String())
	}
	return found + len(response["Set-Cookie"])
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
	case "load", "small", "three", "all":
		var requests []*http.Request
		for _, line := range lines {
			requests = append(requests, &http.Request{Header: http.Header{"Cookie": {line}}})
		}
		switch os.Args[1] {
		case "three":
			var items []three
			for _, request := range requests {
				items = append(items, prepareThree(request))
			}
			report("Request.Cookies", items, budget, readThree)
		case "all":
			report("Request.Cookies", requests, budget, readAll)
		default:
			report("Request.Cookies", requests, budget, requestCookies)
		}
	case "request":
		secure := newSecureCookie()
		var requests []*http.Request
		for _, line := range lines {
			requests = append(requests, prepareRequest(line, secure))
		}
		report("and gorilla/securecookie", requests, budget,
			func(request *http.Request) int { return answer(request, secure) })
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
