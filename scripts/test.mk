# test, fuzz, bench: what the tests are made of. CONTRIBUTING.md says how to write one.

SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# A unit test is a program with cmocka, from one source; a tool is a program that scripts use.
UNIT_PROGRAMS := $(patsubst tests/unit/%.c,$(B)/test/unit/%,$(wildcard tests/unit/test_*.c))
TEST_TOOLS    := $(patsubst tests/tools/%.c,$(B)/test/tools/%,$(wildcard tests/tools/*.c))
TEST_LIBS     := $(B)/test/cli.a $(B)/lib/libmcfg.a $(B)/test/xen.a $(B)/test/runtime.a

$(B)/test/%: tests/%.c $(TEST_LIBS)
	@mkdir -p $(@D)
	$(call said,cc,$<)
	$(Q)$(CC) $(CPPFLAGS) -Itests -Iruntime $(STRICT) $(CFLAGS) $(LDFLAGS) -MMD -MP -MF $@.d -MT $@ \
		-o $@ $< $(TEST_LIBS) -lcmocka -lfdt $(GRAPHVIZ) -lm

test-programs: all $(UNIT_PROGRAMS) $(TEST_TOOLS)

# The same once more, by the other compiler, with sanitizers, and with hooks for tests.
sanitized:
	@$(MAKE) --no-print-directory B=$(B)/sanitized CC=clang OPTIMISE="-O1 -g" \
		SANITIZE="$(SANITIZERS)" HOOK_SOURCES="$(wildcard tests/hooks/*.c)" \
		HOOK_INCLUDE="tests/hooks/diag_sites.h" test-programs

# make test T=tests/cli runs those whose path begins so; UPDATE=1 writes expected files anew.
test:
	@scripts/setup build test
	@$(MAKE) --no-print-directory -j$(JOBS) test-programs
	@$(MAKE) --no-print-directory -j$(JOBS) sanitized
	@$(MAKE) --no-print-directory -j$(JOBS) fuzz-programs
	@BUILD=$(B) JOBS=$(JOBS) tests/run $(T)

# Each fuzzer is a program of libFuzzer's, from one source; it starts from what the tests hold.
FUZZ_SECONDS ?= 60
FUZZERS      := $(patsubst tests/fuzz/%.c,$(B)/test/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))

FUZZ_LIBS    := $(B)/test/cli.a $(B)/lib/libmcfg.a $(B)/test/xen.a $(B)/test/runtime.a
$(B)/test/fuzz/%: tests/fuzz/%.c $(FUZZ_LIBS)
	@mkdir -p $(@D)
	$(call said,cc,$<)
	$(Q)$(CC) $(CPPFLAGS) $(STRICT) $(CFLAGS) -fsanitize=fuzzer -MMD -MP -MF $@.d -MT $@ -o $@ $< \
		$(FUZZ_LIBS) -lfdt $(GRAPHVIZ) -lm

fuzzers: $(FUZZERS)

# With clang and sanitizers, in a build of their own; `make test` has them try what they start from.
fuzz-programs:
	@$(MAKE) --no-print-directory B=$(B)/fuzz CC=clang OPTIMISE="-O1 -g" \
		SANITIZE="-fsanitize=fuzzer-no-link $(SANITIZERS)" fuzzers

fuzz:
	@scripts/setup build test
	@$(MAKE) --no-print-directory -j$(JOBS) fuzz-programs
	@FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run $(B)/fuzz $(F)

bench: all $(TEST_TOOLS)
	@scripts/setup test develop
	@BUILD=$(B) tests/bench/run $(N)
	@echo; tests/bench/sched/run
	@echo; BUILD=$(B) tests/bench/boot/run
	@echo; BUILD=$(B) tests/bench/devices/run
	@echo; BUILD=$(B) tests/bench/rings/run

.PHONY: test test-programs sanitized fuzz fuzz-programs fuzzers bench
-include $(wildcard $(B)/test/*/*.d)
