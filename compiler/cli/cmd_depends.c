/* See cmd.h. */
#include "cli/cmd.h"
#include "cli/depends.h"

static const char *kind_word(const struct package_need *need)
{
	return need->kind == PACKAGE_APT ? "apt" : "pkg_config";
}

static void depends_list(struct analysis *a, struct text *out)
{
	for (size_t i = 0; i < a->c.image->packages.n; i++) {
		const struct package_need *need = a->c.image->packages.items[i];

		text_line(out, "%s %s", kind_word(need), depends_text(a, need));
	}
}

static int list_or_install(struct analysis *a)
{
	int status = analysis_report(a);
	struct text text;

	if (status)
		return status;
	if (a->inv->values[OPTION_INSTALL])
		return depends_install(a);
	text_init(&text, &a->c.arena);
	if (a->inv->values[OPTION_JSON])
		depends_json(a, &text);
	else
		depends_list(a, &text);
	return print_out(&text);
}

int cmd_depends(const struct invocation *inv)
{
	struct project project;
	struct configured *configured = NULL;
	struct analysis a = {
		.inv = inv, .project = &project, .pick_target = true, .then = list_or_install
	};
	int status;

	if (inv->values[OPTION_INSTALL] && inv->values[OPTION_JSON])
		return usage_error(inv, "--install and --json exclude each other");
	status = project_find(&project, inv);
	if (!status && (inv->values[OPTION_OUTPUT] || inv->values[OPTION_TARGET]))
		status = project_choose(&project, inv, &configured);
	if (status)
		return status;
	a.record = configured ? &configured->record : NULL;
	return analysis_run(&a);
}
