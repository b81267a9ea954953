// SPDX-License-Identifier: LGPL-2.1-or-later

// gorilla/securecookie: `PROGRAM CASE CORPUS MILLISECONDS`, see harness.c. HMAC-SHA256, and AES-CTR below it for
// what is encrypted; the time and the name are signed. The value is bytes, which are not serialized.

package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"github.com/gorilla/securecookie"
)

const name = "session"
const passesALook = 16 // between two looks at the clock

// now is the time of the processor, for all threads: the collector's too.
func now() time.Duration {
	var usage syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func passes(items [][]byte, budget time.Duration, run func([]byte) int) float64 {
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

func main() {
	milliseconds, _ := strconv.ParseFloat(os.Args[3], 64)
	budget := time.Duration(milliseconds * float64(time.Millisecond))
	file, err := os.Open(os.Args[2])
	if err != nil {
		panic(err)
	}
	var items [][]byte
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		items = append(items, []byte(scanner.Text()))
	}

	var blockKey []byte
	if os.Args[1] == "encrypt" || os.Args[1] == "decrypt" {
		blockKey = securecookie.GenerateRandomKey(32)
	}
	codec := securecookie.New(securecookie.GenerateRandomKey(32), blockKey).MaxAge(3600).SetSerializer(securecookie.NopEncoder{})
	run := func(item []byte) int {
		if _, err := codec.Encode(name, item); err != nil {
			return 0
		}
		return 1
	}
	if os.Args[1] == "verify" || os.Args[1] == "decrypt" {
		for i := range items {
			text, _ := codec.Encode(name, items[i])
			items[i] = []byte(text)
		}
		run = func(item []byte) int {
			var value []byte
			if codec.Decode(name, string(item), &value) != nil {
				return 0
			}
			return 1
		}
	}

	n := 0
	for _, item := range items {
		n += run(item)
	}
	passes(items, budget/3, run)
	fmt.Printf("Go %s gorilla/securecookie\t%d\t%.2f\n", runtime.Version()[2:], n, passes(items, budget, run))
}
