/* emit_makefile.c - the build, for a plain make that knows nothing of mcfg. */
#include "emit/build.h"
#include "emit/sysroot.h"

#include <string.h>

/* ---- what can be said on make's command line ------------------------------------------------- */

static const char *source_dir(struct emit *e)
{
	const char *relative = path_relative(e->arena, e->options->output, e->options->config);
	const char *back = path_relative(e->arena, e->options->config, e->options->output);

	return strncmp(back, "../", 3) ? relative : e->options->config;
}

static const char *image_name(struct emit *e)
{
	return arena_printf(e->arena, "%s%s", e->image->name, e->image->arch->suffix);
}

static void put_heading(struct emit *e, struct text *text)
{
	const struct target *target = e->image->target;

	text_line(text,
	          "# The image %s for %s-%s, written by mcfg from %s. It builds without mcfg:",
	          e->image->name, target->decl->name, e->image->arch->name,
	          shown_path(e, sources_of(&e->c->sources, e->image->span)->real));
	text_line(text, "#");
	text_line(text, "#\tmake            the image");
	text_line(text, "#\tmake DEBUG=1    without optimisation, with symbols and checks");
	text_line(text, "#\tmake TRACE=1    which remembers what its tasks do, for --trace");
	text_line(text, "#\tmake V=1        shows the commands");
	text_line(text, "#\tmake clean      removes what make made");
	text_line(text, "#");
	text_line(text,
	          "# CC, CFLAGS, LDFLAGS and MCFG_ROOT, where mcfg is installed, can be given%s.\n",
	          e->image->arch->link_script.real ? "; so can LAYOUT" : "");
}

static void put_variables(struct emit *e, struct text *text)
{
	const struct arch *arch = e->image->arch;

	text_line(text, "SRC       := %s", make_path_word(e->arena, source_dir(e)));
	text_line(text, "MCFG_ROOT ?= %s", make_path_word(e->arena, e->options->root));
	sysroot_put_variable(e, text);
	text_line(text, "IMAGE     := %s\n", make_path_word(e->arena, image_name(e)));
	text_line(text, "ifeq ($(origin CC),default)");
	text_line(text, "CC := %s", *arch->cc ? arch->cc : "cc");
	text_line(text, "endif");
	text_line(text, "HOSTCC     ?= cc");
	text_line(text, "Q          := $(if $(V),,@)");
	text_line(text, "SAY        := @$(if $(findstring s,$(filter-out --%%,$(firstword "
	                "-$(MAKEFLAGS)))),:,echo)\n");
}

/* Which compiler it is: clang's objects are plain, gcc's are for optimisation when linking. */
static void put_modes(struct text *text)
{
	text_line(text, "CLANG := $(findstring clang,$(shell $(CC) --version 2>/dev/null))");
	text_line(text, "NM    := $(if $(CLANG),nm,$(shell $(CC) -print-prog-name=nm) "
	                "--plugin $(shell $(CC) -print-file-name=liblto_plugin.so))");
	text_line(text, "# Of several jobs, gcc's linker would hand folders with odd names to a "
	                "shell, unquoted.");
	text_line(text, "quoted = '$(subst ','\\'',$(1))'");
	text_line(text, "LTO_JOBS := $(shell case $(call quoted,$(CURDIR)$(SRC)$(MCFG_ROOT)) in "
	                "(*[!A-Za-z0-9_./+@=-]*) echo 1;; (*) echo auto;; esac)");
	text_line(text, "ifdef DEBUG");
	text_line(text, "O        := obj-debug");
	text_line(text, "OPTIMISE := -Og -g -DMCFG_DEBUG");
	text_line(text, "else");
	text_line(text, "O        := obj");
	text_line(text, "OPTIMISE := -O2 $(if $(CLANG),,-flto=$(LTO_JOBS) -fno-fat-lto-objects)");
	text_line(text, "endif");
	text_line(text, "ifdef TRACE");
	text_line(text, "O        := $(O)-trace");
	text_line(text, "OPTIMISE += -DMCFG_TRACE");
	text_line(text, "endif\n");
}

static const char *flags_of(struct emit *e, const char *flags)
{
	return sysroot_expand(e->arena, flags, "$(call quoted,$(SYSROOT))");
}

/* For a shell, with a blank before each. */
static const char *key_words(struct emit *e)
{
	struct text text;
	key_flags flags;

	build_key_flags(e, &flags);
	text_init(&text, e->arena);
	for (size_t i = 0; i < flags.n; i++)
		text_printf(&text, " %s", make_shell_word(e->arena, flags.items[i]));
	return text.len ? text_string(&text) : "";
}

static void put_flags(struct emit *e, struct text *text)
{
	const struct arch *arch = e->image->arch;
	const char *cflags = flags_of(e, arch->cflags), *ldflags = flags_of(e, arch->ldflags);
	const char *script = arch->link_script.real ? " $(LAYOUT)" : "";

	if (*script)
		text_line(text,
		          "# How the linker lays out the image; nothing leaves it to the linker.\n"
		          "LAYOUT ?= -T %s\n",
		          make_shell_path(e, arch->link_script.real));
	text_line(text, "# Paths in the image do not say where it was built.");
	text_line(text,
	          "PREFIX_MAP := -ffile-prefix-map=$(call quoted,$(CURDIR))=. "
	          "-ffile-prefix-map=$(call quoted,$(shell cd $(SRC) && pwd))=. "
	          "-ffile-prefix-map=$(SRC)/= -ffile-prefix-map=$(MCFG_ROOT)=mcfg%s",
	          sysroot_arch(e->image) ? " -ffile-prefix-map=$(call quoted,$(SYSROOT))=sysroot"
	                                 : "");
	text_line(text, "COMPILE = $(CC) %s $(OPTIMISE) $(PREFIX_MAP)%s%s%s $(INCLUDE) $(CFLAGS)",
	          build_flags, *cflags ? " " : "", cflags, key_words(e));
	/* Functions are laid out where they are compiled, and with LTO that is at the link. */
	text_line(
	    text,
	    "LINK    = $(CC) -ffunction-sections -fdata-sections $(OPTIMISE) $(PREFIX_MAP)%s%s "
	    "-Wl,--gc-sections "
	    "-Wl,--build-id=none%s%s%s $(CFLAGS) $(LDFLAGS)",
	    *cflags ? " " : "", cflags, script, *ldflags ? " " : "", ldflags);
	emit_packages(e, text, flags_of(e, arch->libs));
}

/* ---- objects --------------------------------------------------------------------------------- */

static const char *include_flags(struct emit *e, const struct object *object)
{
	struct include_dirs dirs;
	struct text text;

	build_includes(e, object, &dirs);
	text_init(&text, e->arena);
	for (size_t i = 0; i < dirs.all.n; i++)
		text_printf(&text, "%s-I%s", i ? " " : "", dirs.all.items[i]);
	for (size_t i = 0; i < object->devices.n; i++)
		text_printf(&text, " -include include/mcfg/device/%s.h",
		            object->devices.items[i]->device->name);
	return text_string(&text);
}

/* The files that must be there before an object is compiled, though no rule makes it depend on
 * them. */
static const char *generated_headers(struct emit *e, const struct object *object)
{
	struct text text;

	if (object->imprint)
		return " | $(O)/versions.h";
	text_init(&text, e->arena);
	for (size_t i = 0; i < object->devices.n; i++) {
		const struct facts *facts = object->devices.items[i]->facts;

		for (size_t j = 0; j < facts->generates.n; j++)
			text_printf(&text, " gen/%s",
			            make_path_word(e->arena, facts->generates.items[j].out));
	}
	return text.len ? arena_printf(e->arena, " |%s", text_string(&text)) : "";
}

static void put_object(struct emit *e, struct text *text, const struct object *object)
{
	const char *path =
	    object->real ? make_path(e, object->real) : make_path_word(e->arena, object->path);
	const char *shell = object->real ? make_shell_path(e, object->real)
	                                 : make_shell_word(e->arena, object->path);
	const char *name = make_path_word(e->arena, object->name);

	text_line(text, "$(O)/%s.o: INCLUDE = %s%s", name, include_flags(e, object),
	          package_cflags(e, object));
	text_line(text, "$(O)/%s.o: %s $(O)/flags%s", name, path, generated_headers(e, object));
	text_line(text, "\t$(SAY) '  CC    '%s", make_shell_word(e->arena, object->label));
	text_line(text, "\t@mkdir -p $(@D)");
	text_line(text, "\t$(Q)$(COMPILE) -MMD -MP -c -o $@ %s\n", shell);
}

static void put_objects(struct emit *e, struct text *text)
{
	struct objects objects;

	build_objects(e, &objects);
	text_puts(text, "OBJECTS :=");
	for (size_t i = 0; i < objects.all.n; i++)
		text_printf(text, " \\\n\t$(O)/%s.o",
		            make_path_word(e->arena, objects.all.items[i].name));
	text_puts(text, "\n\nall: $(IMAGE)\n\n");
	for (size_t i = 0; i < objects.all.n; i++)
		put_object(e, text, &objects.all.items[i]);
	text_line(text, "# What is compiled otherwise is compiled anew.");
	text_line(text, "FLAGS = $(COMPILE) $(LINK) $(LIBS) $(shell $(CC) --version | head -n 1)");
	emit_package_checks(e, text);
	text_line(text, "$(O)/flags: FORCE");
	text_line(text, "\t@mkdir -p $(@D)");
	sysroot_put_recipe(e, text);
	text_line(text, "\t@printf '%%s\\n' '$(subst ','\\'',$(FLAGS))' | cmp -s - $@ || \\");
	text_line(text, "\t\tprintf '%%s\\n' '$(subst ','\\'',$(FLAGS))' >$@\n");
}

/* How a command of the shell finds out which version of a package is used. */
static const char *version_command(struct emit *e, const struct package_need *package)
{
	const char *name = make_shell_word(e->arena, package->name);
	size_t len = strcspn(package->name, ":");

	if (package->kind == PACKAGE_PKG_CONFIG)
		return arena_printf(e->arena, "$(PKG_CONFIG) --modversion %s", name);
	if (!package->name[len])
		return arena_printf(e->arena, "dpkg-query -W -f '$${Version}' %s", name);
	return arena_printf(e->arena, "cat $(call quoted,$(SYSROOT))/packages/%.*s", (int)len,
	                    package->name);
}

/* What the packages were that the image is made of, for record.c. */
static void put_versions(struct emit *e, struct text *text)
{
	text_line(text, "$(O)/versions.h: $(O)/flags");
	text_line(text, "\t@version() { printf '\"package\\\\t%%s\\\\t%%s\\\\n\"\\n' \"$$1\" "
	                "\"$${2:--}\"; }; { :; \\");
	for (size_t i = 0; i < e->image->packages.n; i++) {
		const struct package_need *package = e->image->packages.items[i];

		text_line(text, "\t\tversion %s \"$$(%s 2>/dev/null)\"; \\",
		          make_shell_word(e->arena, package->name), version_command(e, package));
	}
	text_line(text, "\t} >$@\n");
}

/* ---- generated files ------------------------------------------------------------------------- */

static void put_generate(struct emit *e, struct text *text, const struct generate *generate)
{
	const char *out = make_path_word(e->arena, generate->out);
	const char *host = arena_printf(e->arena, "host/%s", out);
	struct text args, paths;

	text_init(&args, e->arena);
	text_init(&paths, e->arena);
	for (size_t i = 0; i < generate->n_args; i++) {
		const char *word = generate->arg_is_path[i]
		                       ? make_shell_path(e, generate->args[i])
		                       : make_shell_word(e->arena, generate->args[i]);

		text_printf(&args, " %s", word);
		if (generate->arg_is_path[i])
			text_printf(&paths, " %s", word);
	}
	text_line(text, "%s: %s", host, make_path(e, generate->generator->real));
	text_line(text, "\t$(SAY) '  HOSTCC'  %s",
	          make_shell_word(e->arena, shown_path(e, generate->generator->real)));
	text_line(text, "\t@mkdir -p $(@D)");
	text_line(text, "\t$(Q)$(HOSTCC) -O2 -I$(MCFG_ROOT)/runtime/include -o $@ %s\n",
	          make_shell_path(e, generate->generator->real));
	text_line(text, "gen/%s: %s FORCE", out, host);
	text_line(text, "\t@mkdir -p $(@D)");
	text_line(text,
	          "\t@if [ ! -e $@ ] || [ -n \"$$(find %s%s -newer $@ | head -n 1)\" ]; then \\",
	          host, text_string(&paths));
	text_line(text, "\t\techo '  GEN   '%s; %s $@%s || { rm -f $@; exit 1; }; fi\n",
	          make_shell_word(e->arena, generate->out), host, text_string(&args));
}

static void put_generates(struct emit *e, struct text *text)
{
	struct generates generates;

	build_generates(e, &generates);
	for (size_t i = 0; i < generates.all.n; i++)
		put_generate(e, text, generates.all.items[i]);
}

/* ---- the image ------------------------------------------------------------------------------- */

/* A step after linking, with the names of what it reads and writes. */
static const char *post_command(struct emit *e, const struct post *post, const char *in,
                                const char *out)
{
	const struct {
		const char *word, *as;
	} words[] = { { "@in", in }, { "@out", out }, { "@dir", make_shell_path(e, post->dir) } };
	struct text text;

	text_init(&text, e->arena);
	for (const char *at = post->command; *at;) {
		size_t i = 0;

		while (i < 3 && strncmp(at, words[i].word, strlen(words[i].word)) != 0)
			i++;
		if (i < 3)
			text_puts(&text, words[i].as);
		else
			text_puts(&text, *at == '$' ? "$$" : (char[]){ *at, '\0' });
		at += i < 3 ? strlen(words[i].word) : 1;
	}
	return text_string(&text);
}

static void put_post(struct emit *e, struct text *text)
{
	const struct arch *arch = e->image->arch;
	const char *in = "$(O)/image.elf";

	for (size_t i = 0; i < arch->posts.n; i++) {
		const char *out = i + 1 == arch->posts.n
		                      ? "$(IMAGE)"
		                      : arena_printf(e->arena, "$(O)/image.%zu", i + 1);

		text_line(text, "%s: %s", out, in);
		text_line(text, "\t$(Q)%s",
		          flags_of(e, post_command(e, &arch->posts.items[i], in, out)));
		in = out;
	}
	text_putc(text, '\n');
}

static void put_link(struct emit *e, struct text *text)
{
	const char *linked = e->image->arch->posts.n ? "$(O)/image.elf" : "$(IMAGE)";

	text_line(text,
	          "# Every function that a device needs is defined, before the linker complains.");
	text_line(text, "$(O)/checked: $(OBJECTS) needed.txt");
	text_line(text, "\t@$(NM) -g -P $(OBJECTS) >$(O)/symbols 2>$(O)/nm.log || "
	                "{ cat $(O)/nm.log >&2; exit 1; }");
	text_line(text, "\t@awk -F '\\t' -v symbols=$(O)/symbols '\\");
	text_line(text,
	          "\t\tBEGIN { while ((getline line <symbols) > 0) { split(line, word, \" \"); "
	          "if (word[2] ~ /^[A-TV-Z]$$/) defined[word[1]] = 1 } } \\");
	text_line(text, "\t\t{ forbidden = sub(/^!/, \"\", $$1) } \\");
	text_line(text, "\t\tforbidden == ($$1 in defined) "
	                "{ print $$2 \": error: \" $$3; wrong = 1 } \\");
	text_line(text, "\t\tEND { exit wrong }' needed.txt >&2");
	text_line(text, "\t@touch $@\n");
	text_line(text, "# The newest of these builds is the image.");
	text_line(text,
	          "%s: $(O)/checked $(O)/flags $(if $(filter $(O),$(shell cat built 2>/dev/null)"
	          "),,FORCE)",
	          linked);
	text_line(text, "\t$(SAY) '  LINK  '$(IMAGE)");
	text_line(text, "\t$(Q)$(LINK) -o $@ $(OBJECTS) $(LIBS)");
	text_line(text, "\t@echo $(O) >built\n");
	if (e->image->arch->posts.n)
		put_post(e, text);
}

void emit_makefile(struct emit *e)
{
	struct text *text = output_add(e->out, "Makefile");

	build_check_names(e);
	sysroot_check(e);
	put_heading(e, text);
	put_variables(e, text);
	put_modes(text);
	put_flags(e, text);
	put_objects(e, text);
	put_versions(e, text);
	put_generates(e, text);
	put_link(e, text);
	text_line(text, "clean:");
	text_line(text,
	          "\trm -rf obj obj-debug obj-trace obj-debug-trace gen host built $(IMAGE)\n");
	text_line(text, "FORCE:");
	text_line(text, ".PHONY: all clean FORCE");
	text_line(text, ".DELETE_ON_ERROR:");
	text_line(text, "-include $(OBJECTS:.o=.d)");
}
