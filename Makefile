# mcfg: `make demo` and `make test` do all set-up themselves; CONTRIBUTING.md has the rest.

B      := build
PREFIX ?= /usr/local

CC       ?= cc
STRICT   := -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wconversion -Werror
OPTIMISE ?= -O2 -g
SANITIZE ?=
CPPFLAGS += -D_GNU_SOURCE -Icompiler -Igrammar -Iruntime/include -I$(B)/gen
CFLAGS   += $(OPTIMISE) $(SANITIZE)
LDFLAGS  += $(SANITIZE)
GRAPHVIZ := $(shell pkg-config --libs libgvc libcgraph 2>/dev/null || echo -lgvc -lcgraph -lcdt)

# What the compiler shares with the images: the parsing of values.
SHARED_SOURCES  := runtime/value.c
LIBRARY_SOURCES := $(wildcard compiler/*.c compiler/base/*.c compiler/lang/*.c compiler/graph/*.c \
                     compiler/emit/*.c grammar/*.c) $(SHARED_SOURCES)
CLI_SOURCES     := $(wildcard compiler/cli/*.c)
GENERATED       := $(B)/gen/mcfg.tab.c $(B)/gen/mcfg.lex.c

LIBRARY_OBJECTS := $(LIBRARY_SOURCES:%.c=$(B)/obj/%.o) $(GENERATED:%.c=%.o)
CLI_OBJECTS     := $(CLI_SOURCES:%.c=$(B)/obj/%.o)

all: $(B)/bin/mcfg

$(B)/bin/mcfg: $(CLI_OBJECTS) $(B)/lib/libmcfg.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(GRAPHVIZ) -lm

$(B)/lib/libmcfg.a: $(LIBRARY_OBJECTS)
	@mkdir -p $(@D)
	@rm -f $@
	$(AR) rcD $@ $^

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(STRICT) $(CFLAGS) -MMD -MP -c -o $@ $<

# Generated scanners and parsers are exempt from the strict warnings.
$(B)/gen/%.o: $(B)/gen/%.c
	$(CC) $(CPPFLAGS) -std=c11 $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/gen/mcfg.tab.c $(B)/gen/mcfg.tab.h &: grammar/mcfg.y
	@mkdir -p $(@D)
	bison -Wall -Werror -Wcounterexamples --no-lines -o $(B)/gen/mcfg.tab.c \
		--header=$(B)/gen/mcfg.tab.h $<

$(B)/gen/mcfg.lex.c: grammar/mcfg.l $(B)/gen/mcfg.tab.h
	@mkdir -p $(@D)
	flex -Cfe --noline -o $@ $<

$(LIBRARY_OBJECTS): | $(B)/gen/mcfg.tab.h

clean:
	rm -rf $(B)

.PHONY: all clean
.DELETE_ON_ERROR:
-include $(LIBRARY_OBJECTS:.o=.d) $(CLI_OBJECTS:.o=.d)
