/* emit_boot.c - the target's own files, from its templates: template.h is their language. */
#include "base/utf8.h"
#include "emit/template.h"

#include <errno.h>
#include <string.h>

/* No format of boot files has room for these. */
static bool is_writable(const char *value)
{
	const char *end = value + strlen(value);

	while (value < end) {
		size_t len = utf8_length(value, (size_t)(end - value));

		if (!len || (unsigned char)*value < ' ' || *value == '\x7f')
			return false;
		value += len;
	}
	return true;
}

static void check_attached(struct emit *e, const struct attached *attached)
{
	for (size_t i = 0; i < attached->what->n_values; i++) {
		const char *value = value_shown(e->arena, attached->what->values[i]);

		if (!is_writable(value))
			diag_report(&e->c->diags, CHECK_TEMPLATE, attached->node->span,
			            "boot files cannot have control characters, or bytes that are "
			            "not UTF-8, in the name of a %s",
			            attached->what->kind);
	}
}

/* The file's name, in which words stand as well. */
static const char *file_name(struct emit *e, const struct emit_file *file)
{
	struct text name;
	struct template t = { .e = e, .file = file, .out = &name };

	text_init(&name, e->arena);
	template_put(&t, file->name);
	return text_string(&name);
}

static void put_file(struct emit *e, const struct emit_file *file)
{
	struct template t = { .e = e, .file = file };
	struct source *source;
	int error = sources_read(&e->c->sources, file->template, &source);

	if (error) {
		diag_report(&e->c->diags, CHECK_TEMPLATE, file->span, "%s: %s",
		            shown_path(e, file->template),
		            error == -ENOENT ? "there is no such file" : source_problem(error));
		return;
	}
	t.out = output_add(e->out, file_name(e, file));
	template_put(&t, source->bytes);
}

void emit_boot_files(struct emit *e)
{
	const struct target *target = e->image->target;

	for (size_t i = 0; i < e->attached.n && target->emits.n; i++)
		check_attached(e, &e->attached.items[i]);
	for (size_t i = 0; i < target->emits.n; i++)
		put_file(e, &target->emits.items[i]);
}
