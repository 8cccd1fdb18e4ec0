/* See cmd.h. */
#include "cli/analysis.h"
#include "cli/cmd.h"

#include <stdlib.h>
#include <string.h>

static void write_target(struct text *out, const struct target_decl *target)
{
	const char *separator = ": ";

	text_puts(out, target->name);
	for (const struct field *field = target_with_archs(target)->item->fields; field;
	     field = field->next) {
		const struct expr *first = field->values ? field->values->value : NULL;

		if (!field->name.name || strcmp(field->name.name, "arch") || !first ||
		    first->kind != EXPR_TAG)
			continue;
		text_printf(out, "%s%s", separator, first->name.name);
		separator = ", ";
	}
	text_putc(out, '\n');
	if (target->doc)
		text_printf(out, "    %s\n", target->doc);
}

static int by_name(const void *left, const void *right)
{
	const struct target_decl *a = *(struct target_decl *const *)left;
	const struct target_decl *b = *(struct target_decl *const *)right;

	return strcmp(a->name, b->name);
}

static int write_targets(struct analysis *a)
{
	struct decls *decls = &a->c.decls;
	int status = analysis_report(a);
	struct text text;

	if (status)
		return status;
	text_init(&text, &a->c.arena);
	if (decls->targets.n)
		qsort(decls->targets.items, decls->targets.n, sizeof *decls->targets.items,
		      by_name);
	for (size_t i = 0; i < decls->targets.n; i++)
		if (!decls->targets.items[i]->is_abstract)
			write_target(&text, decls->targets.items[i]);
	return print_out(&text);
}

int cmd_targets(const struct invocation *inv)
{
	struct analysis a = { .inv = inv, .then = write_targets };

	return analysis_run(&a);
}
