# Rehearse: everything a person or a machine does with this source begins with one of these.
# A clean Debian with Go, git and make is enough; what else is needed is installed by .ci/setup, with a message.

# One set of flags for every window build, test and run: another tag or -trimpath would compile all C again, for minutes.
WINDOW   := CGO_ENABLED=1 go build -tags x11
# No C compiler, no display: the command line, all commands, no window.
HEADLESS := CGO_ENABLED=0 go build -tags headless

# Go's usual place, for machines that have it there and not on the PATH.
export PATH := $(PATH):/usr/local/go/bin
# The profile by which the compiler arranges the engine, and only that: with all packages it would compile everything twice.
PROFILE := $(wildcard .ci/engine-*.pgo)
# A clone owned by somebody else makes git refuse, and then Go; our daily builds carry no revision. Releases do.
export GOFLAGS := $(strip $(shell go env GOFLAGS 2>/dev/null) -buildvcs=false $(PROFILE:%=-gcflags=rehearse/simulate/...=-pgoprofile=%))

PLATFORMS := linux/amd64 linux/arm64 windows/amd64 windows/arm64 darwin/amd64 darwin/arm64
FUZZTIME  ?= 60s
BENCH     ?= .
SIZES     ?= 1280x720 1920x1080 3840x2160

.DEFAULT_GOAL := help
.PHONY: help run build headless test test-headless smoke check fmt lint notice cross release screenshots test-deep bench profile bench-ui bench-peers clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: ## Open the window on the sample; without a display, rehearse it in the terminal
	@.ci/run-sample

build: ## Build the program with its window: bin/rehearse
	@.ci/setup net window
	@mkdir -p bin
	$(WINDOW) -o bin/rehearse .

headless: ## Build the command line alone, without C or display: bin/rehearse-headless
	@.ci/setup net
	@mkdir -p bin
	$(HEADLESS) -o bin/rehearse-headless .

test: ## Set up what is missing and pass all tests, the real window included
	@.ci/test

test-headless: ## Only the tests that need no C compiler and no display
	@.ci/test headless

smoke: build ## Only the scripts that drive the real window (on a display without a screen)
	@.ci/setup net window display
	@.ci/smoke/all bin/rehearse

check: ## Formatting, vet, linter (exceptions in staticcheck.conf), then all tests
	@.ci/setup net window display
	@$(MAKE) --no-print-directory lint
	@.ci/test

fmt: ## Format all Go files
	@gofmt -l -w .

lint: ## Formatting, vet and linter without the tests
	@.ci/lint

notice: ## Write assets/NOTICE.txt anew, after go.mod has changed
	go run ./.ci/notice

cross: ## Build the command line for Linux, Windows and macOS (amd64 and arm64) into bin/
	@.ci/setup net
	@set -e; for platform in $(PLATFORMS); do \
		os=$${platform%/*}; arch=$${platform#*/}; out=bin/rehearse-$$os-$$arch; \
		[ $$os = windows ] && out=$$out.exe; \
		echo "$$out"; GOOS=$$os GOARCH=$$arch $(HEADLESS) $(CROSSFLAGS) -o $$out .; \
	done

release: ## The same, reproducible and stamped with the revision, with check sums
	@$(MAKE) --no-print-directory cross CROSSFLAGS='-trimpath -buildvcs=true -ldflags=-buildid='
	@cd bin && sha256sum rehearse-*-* > SHA256SUMS && cat SHA256SUMS

screenshots: build ## Take the pictures of README.md anew, in the real window
	@.ci/setup net window display
	@.ci/with-display .ci/screenshots bin/rehearse

test-deep: ## The long tests: race detector, the two interpreters on many maps, other processors, fuzzing for FUZZTIME
	@.ci/setup net window
	@FUZZTIME=$(FUZZTIME) .ci/test-deep

bench: ## Speed and memory on the reference models, then all benchmarks (BENCH=pattern chooses)
	@.ci/setup net
	@mkdir -p bin && CGO_ENABLED=0 go build -o bin/bench ./.ci/bench && bin/bench
	CGO_ENABLED=0 go test -tags headless -run '^$$' -bench '$(BENCH)' -benchmem ./...

profile: ## Take the engine's profile anew, after its hot code has changed
	@.ci/take-profile

bench-ui: ## Frames a second, start, idle and live numbers of the real window, on displays without a screen (SIZES chooses)
	@.ci/setup net window display
	@mkdir -p bin
	CGO_ENABLED=1 go build -tags x11,bench -o bin/bench-ui ./.ci/bench-ui
	@set -e; for size in $(SIZES); do SCREEN=$$size .ci/with-display bin/bench-ui $$size; done

bench-peers: ## The reference models in SimPy, in plain Go and here, in turn: do they agree, and how fast is each
	@.ci/setup net peers
	@mkdir -p bin && CGO_ENABLED=0 go build -o bin/bench ./.ci/bench && bin/bench -peers

clean: ## Remove what was built and what the sample left here
	rm -rf bin abandoned_cart.journey abandoned_cart.png coverage.out
