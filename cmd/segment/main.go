// Command segment says what can talk to what on an AWS network, on which ports, and why.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, system(), os.Args[1:])
	stop()
	os.Exit(code)
}
