/* See cmd.h. */
#include "cli/analysis.h"
#include "cli/cmd.h"

#include "emit/describe_parts.h"

static void write_key(struct text *out, const struct key *key)
{
	text_printf(out, "--%s : ", key->option);
	describe_type(out, &key->decl->type);
	if (key->value) {
		text_puts(out, " = ");
		value_print(out, key->value);
	}
	if (!key->value)
		text_puts(out, "  (must be given)");
	else
		text_printf(out, "  (%s%s)", key->known ? "fixed, " : "", key->from);
	text_putc(out, '\n');
	if (key->decl->doc)
		text_printf(out, "    %s\n", key->decl->doc);
	if (key->decl->stage == STAGE_CONFIGURE)
		text_puts(out, "    Given at configure time only.\n");
	if (key->decl->stage == STAGE_RUN)
		text_puts(out, "    Given at run time only.\n");
	if (key->decl->env)
		text_printf(out, "    Read from the variable %s.\n", key->decl->env);
}

static int write_keys(struct analysis *a)
{
	const struct image *image = a->c.image;
	int status = analysis_report(a);
	struct text text;

	if (status)
		return status;
	text_init(&text, &a->c.arena);
	for (size_t i = 0; i < image->keys.n; i++)
		write_key(&text, image->keys.items[i]);
	for (size_t i = 0; image->target && i < image->target->keys.n; i++)
		if (!image->target->keys.items[i]->reached)
			write_key(&text, image->target->keys.items[i]);
	return print_out(&text);
}

int cmd_keys(const struct invocation *inv)
{
	struct project project;
	struct analysis a = { .inv = inv, .project = &project, .then = write_keys };
	int status = project_find(&project, inv);

	return status ? status : analysis_run(&a);
}
