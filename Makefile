# `make` lists the targets. `make check` is what CI runs.

GOLANGCI_VERSION := v2.15.0
GOLANGCI         := .bin/golangci-lint-$(GOLANGCI_VERSION)
MODULE           := github.com/seed-044d7529/segment
PLATFORMS        := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
TESTFLAGS        ?=
FUZZTIME         ?= 10s
BENCH            ?= .

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c

# The program and its tests need no C compiler; only the race detector does.
export CGO_ENABLED = 0

.DEFAULT_GOAL := help
.PHONY: help build test race differential mutation links lint lint-install vet fmt fmt-check fuzz bench golden docs semantics-coverage directions cross check clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 24

build: ## compile everything; the program to bin/segment
	go build ./...
	@if [ -d cmd/segment ]; then go build -trimpath -o bin/segment ./cmd/segment; fi

test: ## run all tests (TESTFLAGS=-v for names)
	go test $(TESTFLAGS) ./...

# Only packages that start goroutines or share memory: elsewhere the detector has nothing to find.
race: ## run the tests of concurrent packages under the race detector
	@packages=$$(go list -f '{{$$p := .ImportPath}}{{range .Imports}}{{if or (eq . "sync") (eq . "sync/atomic") (eq . "golang.org/x/sync/errgroup") (eq . "golang.org/x/sync/semaphore")}}{{$$p}}{{"\n"}}{{end}}{{end}}' ./... | sed '/^$$/d' | sort -u); \
	if [ -z "$$packages" ]; then echo "no concurrent package"; exit 0; fi; \
	CGO_ENABLED=1 go test -race -short -timeout 14m $(TESTFLAGS) $$packages

$(GOLANGCI):
	@mkdir -p .bin
	GOBIN="$(CURDIR)/.bin" go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	@mv .bin/golangci-lint $(GOLANGCI)

lint-install: $(GOLANGCI) ## install the pinned linter into .bin

lint: $(GOLANGCI) ## run the linters of .golangci.yml
	$(GOLANGCI) run ./...

vet: ## go vet
	go vet ./...

fmt: $(GOLANGCI) ## format all Go files
	$(GOLANGCI) fmt ./...

fmt-check: $(GOLANGCI) ## fail, with a diff, when a Go file is not formatted
	$(GOLANGCI) fmt --diff ./...

differential: ## a million random questions, engine against oracle
	SEGMENT_QUESTIONS=1000000 go test ./reach -count=1 -timeout 20m -run '^TestDifferential$$' -v

mutation: ## disable the engine's rules one by one: a test must fail for each
	go run ./internal/mutation

links: ## how the links of real Terraform plans are resolved
	go test ./import/terraform -count=1 -run TestLinksOfTheCorpus -v

fuzz: ## run every fuzz target for FUZZTIME (10s) after its seeds
	@{ grep -rnoE --include='*_test.go' '^func Fuzz[A-Za-z0-9_]+' . || true; } | sed -E 's|^(.*)/[^/]+:[0-9]+:func |\1 |' | sort -u | \
	while read -r package target; do \
		echo "fuzz $$package $$target"; \
		go test "$$package" -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) </dev/null; \
	done

bench: ## run the benchmarks (BENCH=regexp)
	go test -run '^$$' -bench '$(BENCH)' -benchmem ./...

golden: ## rewrite the golden files; read the diff before you commit it
	@packages=$$({ grep -rlE --include='*_test.go' 'flag\.Bool\("update"' . || true; } | xargs -r -n1 dirname | sort -u); \
	if [ -z "$$packages" ]; then echo "no package has golden files"; exit 0; fi; \
	go test $$packages -update

docs: ## run every go:generate line
	go generate ./...

semantics-coverage: ## list the rules of docs/semantics.md that no test cites
	@go run ./internal/house/coverage

directions: ## check who may import whom
	go test -count=1 -run 'Directions|MachinePaths|DependenciesHaveReasons' ./internal/house

cross: ## compile for every platform we release
	@for platform in $(PLATFORMS); do \
		echo "$$platform"; \
		GOOS=$${platform%/*} GOARCH=$${platform#*/} go build ./...; \
	done

check: ## everything CI runs
	./.ci/run

clean: ## remove what make has built
	rm -rf bin .bin
