/* See project.h. */
#include "cli/project.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const char suffix[] = ".mcfg";

static bool is_configuration(const char *name)
{
	size_t len = strlen(name), end = sizeof suffix - 1;

	return len > end && !strcmp(name + len - end, suffix);
}

static int the_only_one(const struct invocation *inv, const char **path)
{
	folder_list names = { 0 };
	const char *all = "";
	size_t n = 0;
	int error = folder_names(inv->arena, ".", &names);

	if (error)
		return world_error("the working folder cannot be read: %s", strerror(-error));
	for (size_t i = 0; i < names.n; i++) {
		if (!is_configuration(names.items[i]))
			continue;
		*path = names.items[i];
		all = arena_printf(inv->arena, "%s%s%s", all, n++ ? ", " : "", *path);
	}
	if (n == 1)
		return EXIT_GOOD;
	if (n)
		return usage_error(inv, "which configuration? There are %s", all);
	return usage_error(inv, "a configuration is missing: there is no *%s here", suffix);
}

bool project_is_alone(const struct invocation *inv)
{
	folder_list names = { 0 };
	size_t n = 0;

	if (folder_names(inv->arena, ".", &names))
		return false;
	for (size_t i = 0; i < names.n; i++)
		n += is_configuration(names.items[i]);
	return n == 1;
}

/* What -o was configured for; null when it was not. */
static const char *configuration_of(const struct invocation *inv)
{
	const char *folder = inv->values[OPTION_OUTPUT], *here;
	struct record record;

	if (!folder || record_read(&record, inv->arena, folder))
		return NULL;
	here = path_real(inv->arena, ".");
	/* As the user would name it: relative where it is not far. */
	if (here && !strncmp(here, record.configuration, strlen(here)))
		return path_relative(inv->arena, here, record.configuration);
	return record.configuration;
}

int project_find(struct project *project, const struct invocation *inv)
{
	const char *name, *path = inv->operand;
	size_t len;

	if (!path)
		path = configuration_of(inv);
	if (!path && the_only_one(inv, &path))
		return EXIT_USAGE;
	*project = (struct project){ .arena = inv->arena, .path = path };
	project->real = absolute_path(inv->arena, path);
	project->dir = path_dir(inv->arena, path);
	name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
	len = strlen(name) - (is_configuration(name) ? sizeof suffix - 1 : 0);
	project->stem = arena_strndup(inv->arena, name, len);
	if (strchr(project->real, '\n'))
		return usage_error(inv, "the path of a configuration cannot hold a line break");
	return EXIT_GOOD;
}

/* ---- output folders -------------------------------------------------------------------------- */

static bool is_of(const struct project *project, const struct record *record)
{
	return !strcmp(project->real, record->configuration);
}

/* Is what -t and --arch say, where they say something, true of a record? */
static bool is_meant(const struct invocation *inv, const struct record *record)
{
	const char *target = inv->values[OPTION_TARGET], *arch = inv->values[OPTION_ARCH];

	return (!target || !strcmp(target, record->target)) &&
	       (!arch || !strcmp(arch, record->arch));
}

static int unreadable(const char *folder, int error)
{
	if (error == -EINVAL)
		return world_error("%s/" RECORD_NAME
		                   " is of another version of mcfg, or was changed; "
		                   "`mcfg configure` writes it anew",
		                   folder);
	return world_error("%s/" RECORD_NAME ": %s", folder, source_problem(error));
}

static int add_configured(const struct project *project, const struct invocation *inv,
                          const char *folder, configured_list *list)
{
	struct configured configured = { .folder = folder };
	int error = record_read(&configured.record, project->arena, folder);

	if (error == -ENOENT)
		return EXIT_GOOD;
	if (error)
		return unreadable(folder, error);
	if (is_of(project, &configured.record) && is_meant(inv, &configured.record))
		*vec_push(project->arena, list) = configured;
	return EXIT_GOOD;
}

int project_configured(const struct project *project, const struct invocation *inv,
                       configured_list *list)
{
	const char *build = path_join(project->arena, project->dir, "build");
	folder_list names = { 0 };
	int status = EXIT_GOOD, error;

	if (inv->values[OPTION_OUTPUT])
		return add_configured(project, inv, inv->values[OPTION_OUTPUT], list);
	error = folder_names(project->arena, build, &names);
	if (error && error != -ENOENT && error != -ENOTDIR)
		return world_error("%s: %s", build, strerror(-error));
	for (size_t i = 0; i < names.n && !status; i++)
		status = add_configured(project, inv,
		                        path_join(project->arena, build, names.items[i]), list);
	return status;
}

static int several(const struct invocation *inv, const configured_list *list)
{
	const char *all = "";

	for (size_t i = 0; i < list->n; i++)
		all = arena_printf(inv->arena, "%s%s%s", all, i ? ", " : "", list->items[i].folder);
	return usage_error(inv, "which one? Configured are %s; -t, --arch or -o says which", all);
}

int project_choose(const struct project *project, const struct invocation *inv,
                   struct configured **configured)
{
	configured_list list = { 0 };
	size_t n = 0;
	int status = project_configured(project, inv, &list);

	*configured = NULL;
	if (status || !list.n)
		return status;
	for (size_t i = 0; i < list.n; i++)
		if (list.n == 1 ||
		    (inv->values[OPTION_TARGET] && !list.items[i].record.arch_given)) {
			*configured = &list.items[i];
			n++;
		}
	return n == 1 ? EXIT_GOOD : several(inv, &list);
}

/* Does another configuration, which still exists, have the folder? */
static bool is_taken(const struct project *project, const char *folder)
{
	struct record record;
	struct stat st;

	return !record_read(&record, project->arena, folder) && !is_of(project, &record) &&
	       !stat(record.configuration, &st);
}

int project_folder(const struct project *project, const struct invocation *inv, const char *target,
                   const char *arch, const char **folder)
{
	const char *given = inv->values[OPTION_OUTPUT], *name;

	name = arena_printf(project->arena, "build/%s-%s", target, arch);
	*folder = given ? given : path_join(project->arena, project->dir, name);
	if (!given && is_taken(project, *folder))
		*folder = arena_printf(project->arena, "%s-%s", *folder, project->stem);
	if (is_taken(project, *folder))
		return usage_error(
		    inv, "%s is the output folder of another configuration; -o names one", *folder);
	return EXIT_GOOD;
}
