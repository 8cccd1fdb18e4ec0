// Go: N switches between two goroutines that yield, on one processor. Prints nanoseconds for each.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"
)

func main() {
	n, _ := strconv.Atoi(os.Args[1])
	done := make(chan bool)

	runtime.GOMAXPROCS(1)
	begin := time.Now()
	for k := 0; k < 2; k++ {
		go func() {
			for i := 0; i < n/2; i++ {
				runtime.Gosched()
			}
			done <- true
		}()
	}
	<-done
	<-done
	fmt.Printf("%.1f\n", float64(time.Since(begin).Nanoseconds())/float64(n))
}
