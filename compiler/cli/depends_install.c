/* See depends.h: installing, by apt, and looking for libraries, by pkg-config. */
#include "cli/depends.h"
#include "cli/libraries.h"
#include "cli/process.h"

#include "emit/sysroot.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef VEC(const char *) word_list;

static void add_words(const struct analysis *a, word_list *list, const char *const *words)
{
	for (; *words; words++)
		*vec_push(a->inv->arena, list) = *words;
}

/* Runs it with its standard output on our standard error: ours is for documents. */
static int run(const struct analysis *a, const word_list *words)
{
	static const char *const shell[] = { "sh", "-c", "exec \"$@\" >&2", "mcfg", NULL };
	word_list argv = { 0 };

	add_words(a, &argv, shell);
	for (size_t i = 0; i < words->n; i++)
		*vec_push(a->inv->arena, &argv) = words->items[i];
	*vec_push(a->inv->arena, &argv) = NULL;
	return process_run(a->inv->arena, argv.items, false);
}

/* ---- apt ------------------------------------------------------------------------------------- */

/* dpkg-query answers for a name that it knows, also where the package was removed since. */
static bool is_installed(const struct analysis *a, const char *name)
{
	static const char script[] =
	    "[ \"$(dpkg-query -W -f '${db:Status-Status}' \"$1\" 2>/dev/null)\" = installed ]";
	const char *const argv[] = { "sh", "-c", script, "mcfg", name, NULL };

	return !process_run(a->inv->arena, argv, true);
}

static bool any_library(const struct analysis *a)
{
	for (size_t i = 0; i < a->c.image->packages.n; i++)
		if (a->c.image->packages.items[i]->kind == PACKAGE_PKG_CONFIG)
			return true;
	return false;
}

static void find_missing(const struct analysis *a, word_list *missing)
{
	/* Debian's package is called as the program. */
	if (any_library(a) && !process_exists(a->inv->arena, libraries_program()))
		*vec_push(a->inv->arena, missing) = "pkg-config";
	for (size_t i = 0; i < a->c.image->packages.n; i++) {
		const struct package_need *need = a->c.image->packages.items[i];
		const char *name = depends_apt_name(a, need);

		if (need->kind == PACKAGE_APT && !strchr(need->name, ':') && !is_installed(a, name))
			*vec_push(a->inv->arena, missing) = name;
	}
}

static const char *joined(const struct analysis *a, const word_list *words)
{
	const char *all = "";

	for (size_t i = 0; i < words->n; i++)
		all = arena_printf(a->inv->arena, "%s%s%s", all, i ? " " : "", words->items[i]);
	return all;
}

/* dpkg takes packages of another architecture once it was told of that. */
static int check_architectures(const struct analysis *a, const word_list *missing)
{
	static const char script[] =
	    "{ dpkg --print-architecture; dpkg --print-foreign-architectures; "
	    "echo all; echo any; echo native; } | grep -qxF -e \"$1\"";

	for (size_t i = 0; i < missing->n; i++) {
		const char *colon = strchr(missing->items[i], ':');
		const char *const argv[] = { "sh", "-c", script, "mcfg", colon ? colon + 1 : "",
			                     NULL };

		if (!colon || !process_run(a->inv->arena, argv, true))
			continue;
		world_error("dpkg takes no packages for %s here, such as %s", colon + 1,
		            missing->items[i]);
		hint("`dpkg --add-architecture %s`, then `apt-get update`, lets it", colon + 1);
		return EXIT_WORLD;
	}
	return EXIT_GOOD;
}

static int install(const struct analysis *a, const word_list *missing)
{
	static const char *const as_root[] = { "sudo", "-n", NULL };
	static const char *const apt[] = { "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y",
		                           "-q",  "--no-install-recommends",        "install", "--",
		                           NULL };
	word_list argv = { 0 };
	int status;

	if (!process_exists(a->inv->arena, "apt-get"))
		return world_error("apt-get is not there, and these packages are missing: %s",
		                   joined(a, missing));
	if (geteuid() && !process_exists(a->inv->arena, "sudo"))
		return world_error("only root installs packages, and sudo is not there; missing "
		                   "are: %s",
		                   joined(a, missing));
	status = check_architectures(a, missing);
	if (status)
		return status;
	if (geteuid())
		add_words(a, &argv, as_root);
	add_words(a, &argv, apt);
	for (size_t i = 0; i < missing->n; i++)
		*vec_push(a->inv->arena, &argv) = missing->items[i];
	status = run(a, &argv);
	if (status)
		return world_error("apt-get ended with %d; missing are: %s", status,
		                   joined(a, missing));
	return EXIT_GOOD;
}

/* ---- pkg-config ------------------------------------------------------------------------------ */

static bool is_found(const struct analysis *a, const struct package_need *need)
{
	word_list argv = { 0 };
	package_words words = { 0 };

	package_need_words(need, a->inv->arena, &words);
	*vec_push(a->inv->arena, &argv) = libraries_program();
	*vec_push(a->inv->arena, &argv) = "--exists";
	for (size_t i = 0; i < words.n; i++)
		*vec_push(a->inv->arena, &argv) = words.items[i];
	*vec_push(a->inv->arena, &argv) = NULL;
	return !process_run(a->inv->arena, argv.items, true);
}

static int not_found(const struct analysis *a, const struct package_need *need)
{
	const struct package_origin *origin = package_need_origin(need);
	struct source *source = sources_of(&a->c.sources, origin->span);

	return world_error("pkg-config does not find %s, which %s needs (%s:%zu)",
	                   package_need_text(need, a->inv->arena),
	                   origin->device ? origin->device->name : "the target", source->path,
	                   source_place(a->inv->arena, source, origin->span.begin).line);
}

static int check_libraries(const struct analysis *a)
{
	int status = EXIT_GOOD;

	if (any_library(a) && !process_exists(a->inv->arena, libraries_program()))
		return world_error("%s is not there; it finds the libraries of this image",
		                   libraries_program());
	libraries_look_elsewhere(a);
	for (size_t i = 0; i < a->c.image->packages.n; i++) {
		const struct package_need *need = a->c.image->packages.items[i];

		if (need->kind == PACKAGE_PKG_CONFIG && !is_found(a, need))
			status = not_found(a, need);
	}
	return status;
}

/* ---- what is unpacked, as the build would do ------------------------------------------------- */

static int unpack(const struct analysis *a)
{
	struct emit e = { .arena = a->inv->arena, .image = a->c.image };
	word_list argv = { 0 };
	int status;

	if (!sysroot_arch(a->c.image))
		return EXIT_GOOD;
	*vec_push(e.arena, &argv) = "sh";
	*vec_push(e.arena, &argv) = path_join(e.arena, a->root, "runtime/sysroot");
	*vec_push(e.arena, &argv) = sysroot_folder(&e);
	for (size_t i = 0; i < a->c.image->packages.n; i++)
		if (strchr(a->c.image->packages.items[i]->name, ':'))
			*vec_push(e.arena, &argv) = a->c.image->packages.items[i]->name;
	status = run(a, &argv);
	return status ? EXIT_WORLD : EXIT_GOOD;
}

int depends_install(const struct analysis *a)
{
	word_list missing = { 0 };
	int status = EXIT_GOOD;

	find_missing(a, &missing);
	if (missing.n)
		status = install(a, &missing);
	if (!status)
		status = unpack(a);
	return status ? status : check_libraries(a);
}
