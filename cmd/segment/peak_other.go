//go:build !linux && !darwin

package main

import "runtime"

// peakMemory is the memory that the runtime took from the system, in bytes:
// an upper bound of the peak where the system does not tell it.
func peakMemory() int64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.Sys)
}
