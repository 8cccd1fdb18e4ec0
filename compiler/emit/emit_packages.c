/* emit_packages.c - the libraries in the Makefile: pkg-config says where they are. See build.h. */
#include "emit/build.h"

#include <string.h>

static bool is_library(const struct package_need *need)
{
	return need->kind == PACKAGE_PKG_CONFIG;
}

static bool any_library(const struct emit *e)
{
	for (size_t i = 0; i < e->image->packages.n; i++)
		if (is_library(e->image->packages.items[i]))
			return true;
	return false;
}

/* What pkg-config is asked about, as words of a shell. */
static const char *shell_words(struct emit *e, const struct package_need *need)
{
	package_words words = { 0 };
	struct text text;

	package_need_words(need, e->arena, &words);
	text_init(&text, e->arena);
	for (size_t i = 0; i < words.n; i++)
		text_printf(&text, "%s%s", i ? " " : "", make_shell_word(e->arena, words.items[i]));
	return text_string(&text);
}

/* An image without shared libraries has those of its libraries linked in as well. */
static const char *libs_option(const struct emit *e)
{
	const struct arch *arch = e->image->arch;
	bool is_static = strstr(arch->ldflags, "-static");

	return is_static ? "--static --libs" : "--libs";
}

void emit_packages(struct emit *e, struct text *text, const char *more_libs)
{
	struct text all;

	text_init(&all, e->arena);
	if (!any_library(e)) {
		text_line(text, "LIBS    =%s%s\n", *more_libs ? " " : "", more_libs);
		return;
	}
	text_line(text,
	          "# pkg-config knows the libraries. Those for another processor lie elsewhere.");
	text_line(text, "PKG_CONFIG ?= pkg-config");
	text_line(text, "processor   = $(firstword $(subst -, ,$(shell $(1) -dumpmachine)))");
	text_line(text, "ifneq ($(call processor,$(CC)),$(call processor,$(HOSTCC)))");
	text_line(text, "PKG_CONFIG_LIBDIR ?= /usr/lib/$(call processor,$(CC))-linux-gnu/pkgconfig"
	                ":/usr/share/pkgconfig");
	text_line(text, "endif");
	text_line(text, "PACKAGES = $(if $(PKG_CONFIG_LIBDIR),PKG_CONFIG_LIBDIR=$(call quoted,"
	                "$(PKG_CONFIG_LIBDIR))) $(PKG_CONFIG)");
	for (size_t i = 0; i < e->image->packages.n; i++) {
		const struct package_need *need = e->image->packages.items[i];

		if (!is_library(need))
			continue;
		text_line(text, "CFLAGS-%s := $(shell $(PACKAGES) --cflags %s 2>/dev/null)",
		          need->name, shell_words(e, need));
		text_printf(&all, " %s", shell_words(e, need));
	}
	text_line(text, "LIBS := $(shell $(PACKAGES) %s%s 2>/dev/null)%s%s\n", libs_option(e),
	          text_string(&all), *more_libs ? " " : "", more_libs);
}

/* ---- which source needs which ---------------------------------------------------------------- */

static void add_libraries(struct emit *e, const struct facts *facts, struct map *seen,
                          package_names *names)
{
	for (size_t i = 0; i < facts->packages.n; i++) {
		const struct package *package = &facts->packages.items[i];

		if (package->kind != PACKAGE_PKG_CONFIG || map_get(seen, package->name))
			continue;
		map_set(e->arena, seen, package->name, e);
		*vec_push(e->arena, names) = package->name;
	}
}

void object_libraries(struct emit *e, const struct object *object, package_names *names)
{
	struct map seen = { 0 };

	/* main.c includes the headers of all devices. */
	for (size_t i = 0; !object->source && !object->generated && i < e->image->packages.n; i++)
		if (is_library(e->image->packages.items[i]))
			*vec_push(e->arena, names) = e->image->packages.items[i]->name;
	for (size_t i = 0; i < object->devices.n; i++) {
		const struct emit_device *d = object->devices.items[i];

		for (size_t j = 0; j < d->nodes.n; j++)
			if (!j || d->nodes.items[j]->facts != d->facts)
				add_libraries(e, d->nodes.items[j]->facts, &seen, names);
	}
}

const char *package_cflags(struct emit *e, const struct object *object)
{
	package_names names = { 0 };
	struct text text;

	text_init(&text, e->arena);
	object_libraries(e, object, &names);
	for (size_t i = 0; i < names.n; i++)
		text_printf(&text, " $(CFLAGS-%s)", names.items[i]);
	return text_string(&text);
}

/* ---- what is not there ----------------------------------------------------------------------- */

static const char *needed_by(const struct package_origin *origin)
{
	return origin->device ? origin->device->name : "the target";
}

static void put_check(struct emit *e, struct text *text, const struct package_need *need)
{
	const struct package_origin *origin = package_need_origin(need);
	const char *message = arena_printf(
	    e->arena, "%s: error: %s needs the package %s, and pkg-config finds",
	    shown_place(e, origin->span), needed_by(origin), package_need_text(need, e->arena));

	text_line(text, "\t@$(PACKAGES) --exists %s || { \\", shell_words(e, need));
	text_line(text,
	          "\t\techo %s \"$$($(PACKAGES) --modversion %s 2>/dev/null || echo none)\" "
	          ">&2; \\",
	          make_shell_word(e->arena, message), make_shell_word(e->arena, need->name));
	text_line(text,
	          "\t\techo 'hint: `mcfg depends` lists what the image needs' >&2; exit 1; }");
}

void emit_package_checks(struct emit *e, struct text *text)
{
	if (!any_library(e))
		return;
	for (size_t i = 0; i < e->image->packages.n; i++)
		if (is_library(e->image->packages.items[i]))
			text_line(text, "FLAGS += $(CFLAGS-%s)", e->image->packages.items[i]->name);
	text_line(text, "# What is missing is said before a header is not found.");
	text_line(text, "$(O)/flags: packages");
	text_line(text, "packages:");
	text_line(text, "\t@command -v $(firstword $(PKG_CONFIG)) >/dev/null || { \\");
	text_line(text, "\t\techo 'error: $(firstword $(PKG_CONFIG)) is not there; it finds the "
	                "libraries of this image' >&2; exit 1; }");
	for (size_t i = 0; i < e->image->packages.n; i++)
		if (is_library(e->image->packages.items[i]))
			put_check(e, text, e->image->packages.items[i]);
	text_line(text, ".PHONY: packages\n");
}
