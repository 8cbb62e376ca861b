//go:build linux || darwin

package main

import (
	"runtime"
	"syscall"
)

// peakMemory is the most memory the process has held, in bytes.
func peakMemory() int64 {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	if runtime.GOOS == "linux" {
		return int64(usage.Maxrss) << 10 // kilobytes there, bytes on darwin
	}
	return int64(usage.Maxrss)
}
