/* differences_print.c - differences as people and programs read them; see differences.h. */
#include "emit/differences.h"

#include "emit/describe_parts.h"

static const char *const names[N_DIFFERENCES] = {
	[DIFFERENCE_KEYS] = "keys",       [DIFFERENCE_JOBS] = "jobs",
	[DIFFERENCE_DEVICES] = "devices", [DIFFERENCE_ARROWS] = "arrows",
	[DIFFERENCE_SOURCES] = "sources", [DIFFERENCE_PACKAGES] = "packages",
};

/* ---- text ------------------------------------------------------------------------------------ */

static void write_side(struct text *out, const char *mark, struct compilation *c)
{
	text_printf(out, "%s %s: %s\n", mark, c->options.path, describe_title(&c->arena, c));
}

static void write_built(struct text *out, const char *mark, const struct built *built)
{
	if (built->bytes >= 0)
		text_printf(out, "%s %lld bytes, in %s\n", mark, built->bytes, built->folder);
	else if (built->folder)
		text_printf(out, "%s not built, in %s\n", mark, built->folder);
	else
		text_printf(out, "%s not built\n", mark);
}

static void write_image(const struct differences *d, struct text *out)
{
	if (d->left_built.bytes < 0 && d->right_built.bytes < 0) {
		text_puts(out, "\nimage\n  neither is built: their sizes are not compared\n");
		return;
	}
	if (d->left_built.bytes == d->right_built.bytes)
		return;
	text_puts(out, "\nimage\n");
	write_built(out, "-", &d->left_built);
	write_built(out, "+", &d->right_built);
	if (d->left_built.bytes >= 0 && d->right_built.bytes >= 0)
		text_printf(out, "  %+lld bytes\n", d->right_built.bytes - d->left_built.bytes);
}

void differences_text(const struct differences *d, struct text *out)
{
	write_side(out, "---", d->left);
	write_side(out, "+++", d->right);
	for (int i = 0; i < N_DIFFERENCES; i++) {
		if (d->of[i].n)
			text_printf(out, "\n%s\n", names[i]);
		for (size_t k = 0; k < d->of[i].n; k++) {
			const struct difference *difference = &d->of[i].items[k];

			if (difference->left)
				text_printf(out, "- %s\n", difference->left);
			if (difference->right)
				text_printf(out, "+ %s\n", difference->right);
		}
	}
	if (differences_none(d))
		text_puts(out,
		          "\nno difference in keys, jobs, devices, arrows, sources, packages\n");
	write_image(d, out);
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void string_or_null(struct text *out, const char *string)
{
	if (string)
		text_json_string(out, string);
	else
		text_puts(out, "null");
}

static void json_side(struct text *out, const char *name, const struct compilation *c,
                      const struct built *built)
{
	const struct image *image = c->image;

	text_printf(out, "  \"%s\": {\"file\": ", name);
	text_json_string(out, c->options.path);
	text_puts(out, ", \"name\": ");
	text_json_string(out, image->name);
	text_puts(out, ", \"target\": ");
	string_or_null(out, image->target ? image->target->decl->name : NULL);
	text_puts(out, ", \"arch\": ");
	string_or_null(out, image->target ? image->arch->name : NULL);
	text_puts(out, ", \"image_bytes\": ");
	if (built->bytes >= 0)
		text_printf(out, "%lld},\n", built->bytes);
	else
		text_puts(out, "null},\n");
}

static void json_list(struct text *out, const char *name, const difference_list *list)
{
	text_printf(out, ",\n  \"%s\": [", name);
	for (size_t i = 0; i < list->n; i++) {
		text_puts(out, i ? ",\n    {\"name\": " : "\n    {\"name\": ");
		text_json_string(out, list->items[i].name);
		text_puts(out, ", \"left\": ");
		string_or_null(out, list->items[i].left);
		text_puts(out, ", \"right\": ");
		string_or_null(out, list->items[i].right);
		text_putc(out, '}');
	}
	text_puts(out, list->n ? "\n  ]" : "]");
}

void differences_json(const struct differences *d, struct text *out)
{
	text_puts(out, "{\n  \"schema\": \"mcfg-diff/1\",\n");
	json_side(out, "left", d->left, &d->left_built);
	json_side(out, "right", d->right, &d->right_built);
	text_printf(out, "  \"equal\": %s", differences_none(d) ? "true" : "false");
	for (int i = 0; i < N_DIFFERENCES; i++)
		json_list(out, names[i], &d->of[i]);
	text_puts(out, "\n}\n");
}
