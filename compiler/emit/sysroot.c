/* sysroot.c - see sysroot.h. */
#include "emit/sysroot.h"
#include "emit/build.h"

#include <stdlib.h>
#include <string.h>

static const char *package_arch(const struct package_need *package)
{
	const char *colon = package->kind == PACKAGE_APT ? strchr(package->name, ':') : NULL;

	return colon && colon[1] ? colon + 1 : NULL;
}

const char *sysroot_arch(const struct image *image)
{
	for (size_t i = 0; i < image->packages.n; i++)
		if (package_arch(image->packages.items[i]))
			return package_arch(image->packages.items[i]);
	return NULL;
}

const char *sysroot_packages(struct emit *e)
{
	struct text text;

	text_init(&text, e->arena);
	for (size_t i = 0; i < e->image->packages.n; i++)
		if (package_arch(e->image->packages.items[i]))
			text_printf(&text, " %s",
			            make_shell_word(e->arena, e->image->packages.items[i]->name));
	return text_string(&text);
}

void sysroot_check(struct emit *e)
{
	const char *arch = sysroot_arch(e->image);

	for (size_t i = 0; i < e->image->packages.n; i++) {
		const struct package_need *package = e->image->packages.items[i];

		if (package_arch(package) && strcmp(package_arch(package), arch))
			diag_report(&e->c->diags, CHECK_PACKAGE_ARCH,
			            package->origins.items[0].span,
			            "the package %s is of another architecture than the image's "
			            "others, of %s",
			            package->name, arch);
	}
}

const char *sysroot_expand(struct arena *arena, const char *flags, const char *folder)
{
	struct text text;
	const char *at;

	text_init(&text, arena);
	while ((at = strstr(flags, "@sysroot"))) {
		text_printf(&text, "%.*s%s", (int)(at - flags), flags, folder);
		flags = at + strlen("@sysroot");
	}
	text_puts(&text, flags);
	return text_string(&text);
}

static const char *variable(const char *name)
{
	const char *value = getenv(name);

	return value && *value ? value : NULL;
}

const char *sysroot_folder(struct emit *e)
{
	const char *arch = sysroot_arch(e->image), *home = variable("HOME");

	if (!arch)
		return "";
	if (variable("MCFG_SYSROOT"))
		return arena_printf(e->arena, "%s/%s", variable("MCFG_SYSROOT"), arch);
	if (variable("XDG_CACHE_HOME"))
		return arena_printf(e->arena, "%s/mcfg/sysroot/%s", variable("XDG_CACHE_HOME"),
		                    arch);
	return arena_printf(e->arena, "%s/.cache/mcfg/sysroot/%s", home ? home : "", arch);
}

void sysroot_put_variable(struct emit *e, struct text *text)
{
	if (sysroot_arch(e->image))
		text_line(text,
		          "SYSROOT   ?= $(or $(MCFG_SYSROOT),$(or $(XDG_CACHE_HOME),"
		          "$(HOME)/.cache)/mcfg/sysroot)/%s",
		          sysroot_arch(e->image));
}

void sysroot_put_recipe(struct emit *e, struct text *text)
{
	if (sysroot_arch(e->image))
		text_line(text,
		          "\t@sh $(MCFG_ROOT)/runtime/sysroot $(call quoted,$(SYSROOT))%s || "
		          "{ echo $$? >\"$${MCFG_FAILURE:-/dev/null}\"; exit 1; }",
		          sysroot_packages(e));
}
