# mcfg: `make demo` and `make test` do all set-up themselves; CONTRIBUTING.md has the rest.

B      := build
PREFIX ?= /usr/local
JOBS   ?= $(shell nproc 2>/dev/null || echo 2)

CC       ?= cc
STRICT   := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wconversion -Werror
OPTIMISE ?= -O2 -g
SANITIZE ?=
CPPFLAGS += -D_GNU_SOURCE -Icompiler -Igrammar -Iruntime/include -I$(B)/gen
# Graphviz's libraries have names that ours have too (graph_init): ours are for ourselves only.
CFLAGS   += $(OPTIMISE) $(SANITIZE) -fvisibility=hidden
LDFLAGS  += $(SANITIZE)
# `make V=1` shows the commands; else one short line tells of each.
Q    := $(if $(V),,@)
said  = $(if $(V),,@printf '  %-6s %s\n' $(1) $(2))
GRAPHVIZ := $(shell pkg-config --libs libgvc libcgraph 2>/dev/null || echo -lgvc -lcgraph -lcdt)

# What the compiler shares with the images: the parsing of values.
SHARED_SOURCES  := $(wildcard runtime/value*.c)
LIBRARY_SOURCES := $(wildcard compiler/*.c compiler/base/*.c compiler/lang/*.c compiler/graph/*.c \
                     compiler/emit/*.c compiler/trace/*.c grammar/*.c) $(SHARED_SOURCES)
CLI_SOURCES     := $(wildcard compiler/cli/*.c)
# A build of the tests may hook into the compiler: sources, and what every source of it includes first.
HOOK_SOURCES    ?=
HOOK_INCLUDE    ?=
LIBRARY_SOURCES += $(HOOK_SOURCES)
GENERATED       := $(B)/gen/mcfg.tab.c $(B)/gen/mcfg.lex.c $(B)/gen/check_texts.c
CHECK_TEXTS     := $(wildcard compiler/base/checks/*.txt)
# The runtime of a Unix process on this machine, for its unit tests.
MACHINE         := $(subst aarch64,arm64,$(shell uname -m))
RUNTIME_SOURCES := $(wildcard runtime/*.c runtime/platform/unix/*.c) \
                     runtime/platform/unix/$(MACHINE)/access.c runtime/arch/$(MACHINE)/switch.S

# What Xen's domains share of it, for unit tests that are Xen themselves.
XEN_SOURCES     := $(wildcard runtime/platform/xen/*.c)

LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(B)/obj/%.o) $(GENERATED:%.c=%.o)
CLI_OBJECTS     := $(CLI_SOURCES:%.c=$(B)/obj/%.o)
XEN_OBJECTS     := $(XEN_SOURCES:%.c=$(B)/obj/%.o)
RUNTIME_OBJECTS := $(patsubst %,$(B)/obj/%.o,$(basename $(RUNTIME_SOURCES)))

all: $(B)/bin/mcfg

$(B)/bin/mcfg: $(CLI_OBJECTS) $(B)/lib/libmcfg.a
	@mkdir -p $(@D)
	$(call said,link,$@)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(GRAPHVIZ) -lm

$(B)/lib/libmcfg.a: $(LIBRARY_OBJECTS)
$(B)/test/cli.a: $(filter-out %/main.o,$(CLI_OBJECTS))
$(B)/test/runtime.a: $(RUNTIME_OBJECTS)
$(B)/test/xen.a: $(XEN_OBJECTS)
%.a:
	@mkdir -p $(@D)
	@rm -f $@
	$(call said,ar,$@)
	$(Q)$(AR) rcD $@ $^

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(call said,cc,$<)
	$(Q)$(CC) $(CPPFLAGS) $(HOOK) $(STRICT) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/obj/%.o: %.S
	@mkdir -p $(@D)
	$(call said,cc,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Generated scanners and parsers are exempt from the strict warnings.
$(B)/gen/%.o: $(B)/gen/%.c
	$(call said,cc,$<)
	$(Q)$(CC) $(CPPFLAGS) -std=c11 $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/gen/mcfg.tab.c $(B)/gen/mcfg.tab.h &: grammar/mcfg.y | $(B)/tools
	@mkdir -p $(@D)
	$(call said,bison,$<)
	$(Q)bison -Wall -Werror -Wcounterexamples --no-lines -o $(B)/gen/mcfg.tab.c \
		--header=$(B)/gen/mcfg.tab.h $<

$(B)/gen/mcfg.lex.c: grammar/mcfg.l $(B)/gen/mcfg.tab.h
	@mkdir -p $(@D)
	$(call said,flex,$<)
	$(Q)flex -Cfe --noline -o $@ $<

$(B)/gen/check_texts.c: scripts/checks.awk $(CHECK_TEXTS)
	@mkdir -p $(@D)
	$(call said,awk,$@)
	$(Q)awk -f scripts/checks.awk $(CHECK_TEXTS) >$@

$(LIBRARY_OBJECTS): | $(B)/gen/mcfg.tab.h
$(LIBRARY_OBJECTS) $(CLI_OBJECTS): HOOK = $(HOOK_INCLUDE:%=-include %)
$(B)/obj/compiler/base/diag.o $(B)/obj/compiler/compilation.o $(HOOK_SOURCES:%.c=$(B)/obj/%.o): HOOK =

# Looked at once for each build folder: is there what a build needs?
$(B)/tools:
	@scripts/setup --check build
	@mkdir -p $(@D) && touch $@

include scripts/install.mk
include scripts/test.mk

setup:
	@scripts/setup build test develop

demo:
	@scripts/setup build
	@$(MAKE) --no-print-directory -j$(JOBS) all
	@scripts/demo $(B)/bin/mcfg

format:
	git ls-files '*.c' '*.h' | grep -v '^tests/.*/golden/' | xargs clang-format -i

lint:
	git ls-files '*.c' '*.h' | grep -v '^tests/.*/golden/' | xargs clang-format --dry-run -Werror

clean:
	rm -rf $(B) examples/*/build

.PHONY: all setup demo format lint clean
.DELETE_ON_ERROR:
.SECONDARY:
-include $(LIBRARY_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d) $(RUNTIME_OBJECTS:.o=.d) \
         $(XEN_OBJECTS:.o=.d)
