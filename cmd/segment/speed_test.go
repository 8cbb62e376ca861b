package main

import (
	"bytes"
	"context"
	"fmt"
	"testing"
)

// BenchmarkBatchOfTenThousand asks 10,000 questions in one run, reading included.
func BenchmarkBatchOfTenThousand(b *testing.B) {
	questions := tenThousand()
	for b.Loop() {
		discarded(context.Background(), bytes.NewReader(questions), "can", "--batch", "-", "-n", "demo:")
	}
}

// tenThousand are questions between interfaces of the sample and what lies
// outside, as scripts write them.
func tenThousand() []byte {
	var questions bytes.Buffer
	ends := []string{
		"eni-0746a124ceed75078", "eni-01f093f385132bfe1", "eni-095a847e6e6933142", "203.0.113.9", "internet", "eni-00b13a0f44b0db12b",
	}
	for i := range 10_000 {
		fmt.Fprintf(&questions, `{"id":"%d","from":%q,"to":%q,"on":"tcp/%d"}`+"\n", i, ends[i%len(ends)], ends[(i/7)%len(ends)], i%65536)
	}
	return questions.Bytes()
}

// BenchmarkCanOnDemo is one question from a cold start.
func BenchmarkCanOnDemo(b *testing.B) {
	for b.Loop() {
		discarded(context.Background(), nil, "can", "orders-web", "payments-api", "tcp/8443", "-n", "demo:")
	}
}
