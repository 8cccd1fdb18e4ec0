// Go: N goroutines that sleep for 0.5 to 1.5 s. Prints as ours.c does.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"sync"
	"syscall"
	"time"
)

func main() {
	n, _ := strconv.Atoi(os.Args[1])
	var all sync.WaitGroup
	var usage syscall.Rusage

	all.Add(n)
	begin := time.Now()
	for i := 0; i < n; i++ {
		nap := time.Duration(500e6 + rand.Int63n(1e9))
		go func() {
			time.Sleep(nap)
			all.Done()
		}()
	}
	made := time.Since(begin)
	all.Wait()
	took := time.Since(begin)
	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	fmt.Printf("%.1f %.3f %.0f\n", float64(made.Nanoseconds())/float64(n), took.Seconds(),
		float64(usage.Maxrss)*1024/float64(n))
}
