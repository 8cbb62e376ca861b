package main

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"
)

// One batch of 10,000 questions takes less than two seconds, reading included.
func TestBatchOfTenThousand(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	var questions bytes.Buffer
	ends := []string{ // interfaces of the sample and what lies outside, as scripts write them
		"eni-0746a124ceed75078", "eni-01f093f385132bfe1", "eni-095a847e6e6933142", "203.0.113.9", "internet", "eni-00b13a0f44b0db12b",
	}
	for i := range 10_000 {
		fmt.Fprintf(&questions, `{"id":"%d","from":%q,"to":%q,"on":"tcp/%d"}`+"\n", i, ends[i%len(ends)], ends[(i/7)%len(ends)], i%65536)
	}
	begun := time.Now()
	discarded(context.Background(), &questions, "can", "--batch", "-", "-n", "demo:")
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
}

func BenchmarkCanOnDemo(b *testing.B) {
	for b.Loop() {
		discarded(context.Background(), nil, "can", "orders-web", "payments-api", "tcp/8443", "-n", "demo:")
	}
}
