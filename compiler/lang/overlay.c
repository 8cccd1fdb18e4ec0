/* overlay: overrides -> their places. See overlay.h. */
#include "lang/overlay.h"

/* ---- which definition -------------------------------------------------------------------------*/

/* The last definition of each name that is none of an overlay. */
static struct map find_definitions(struct compilation *c)
{
	struct map definitions = { 0 };

	for (const struct file *file = c->files; file; file = file->next)
		for (struct item *item = file->items; item && !file->is_overlay; item = item->next)
			if (item->kind == ITEM_LET && item->name.name && !item->is_override)
				map_set(&c->arena, &definitions, item->name.name, item);
	return definitions;
}

static void report_unknown(struct compilation *c, const struct item *item)
{
	const char *name = item->name.name, *nearest;
	VEC(const char *) names = { 0 };
	struct diag *diag = diag_report(&c->diags, CHECK_OVERRIDE, item->name.span,
	                                "there is no definition of %s to override", name);

	for (const struct file *file = c->files; file; file = file->next)
		for (struct item *other = file->items; other; other = other->next)
			if (other->kind == ITEM_LET && other->name.name && !other->is_override)
				*vec_push(&c->arena, &names) = other->name.name;
	nearest = diag_nearest(name, names.items, names.n);
	if (nearest)
		diag_hint(&c->diags, diag, "did you mean %s?", nearest);
	else if (map_get(&c->decls.device_by_name, name))
		diag_hint(&c->diags, diag, "%s is a device; what takes its place is a `let`", name);
	else if (map_get(&c->decls.key_by_name, name))
		diag_hint(&c->diags, diag, "a key is overridden by `override key %s`", name);
}

/* Adds an override to those of the definition it replaces. */
static void take_override(struct compilation *c, const struct map *definitions, struct item *item)
{
	struct item *replaced = map_get(definitions, item->name.name), *last;
	struct diag *diag;

	if (!replaced) {
		report_unknown(c, item);
		return;
	}
	item->replaces = replaced;
	for (last = replaced; last->replaced_by; last = last->replaced_by)
		if (last->replaced_by->span.source == item->span.source) {
			diag = diag_report(&c->diags, CHECK_DUPLICATE, item->name.span,
			                   "%s is overridden twice in one file", item->name.name);
			diag_note(&c->diags, diag, last->replaced_by->name.span,
			          "the first time is here");
		}
	last->replaced_by = item;
}

/* ---- where it stands ------------------------------------------------------------------------- */

static void report_elsewhere(struct compilation *c, const struct item *item)
{
	diag_report(&c->diags, CHECK_OVERRIDE, item->span,
	            "an override stands only in a file given by --overlay");
}

static void report_plain(struct compilation *c, const struct item *item)
{
	struct diag *diag = diag_report(&c->diags, CHECK_OVERRIDE, item->name.span,
	                                "an overlay defines nothing new");

	diag_hint(&c->diags, diag,
	          "`override let %s = ...` replaces a definition; `let ... in` "
	          "stands inside of one",
	          item->name.name);
}

/* Takes the overrides out of an overlay's file. */
static void take_overrides(struct compilation *c, const struct map *definitions, struct file *file)
{
	struct item **link = &file->items, *item;

	while ((item = *link)) {
		if (item->kind == ITEM_LET && item->name.name && !item->is_override)
			report_plain(c, item);
		if (item->kind == ITEM_LET && item->name.name && item->is_override)
			take_override(c, definitions, item);
		if (item->replaces)
			*link = item->next;
		else
			link = &item->next;
	}
}

/* ---- into their places ----------------------------------------------------------------------- */

static struct file *file_of(struct compilation *c, struct source *source, struct item *items)
{
	struct file *file = arena_new(&c->arena, struct file);

	file->source = source;
	file->items = items;
	return file;
}

/* Puts the overrides of `item` between it and the rest of its file. Gives how many files that adds.
 */
static size_t split(struct compilation *c, struct file *file, struct item *item)
{
	struct file *rest = file_of(c, file->source, item->next), *last = file;
	size_t n = 1;

	rest->next = file->next;
	rest->is_descriptor = file->is_descriptor;
	item->next = NULL;
	for (item = item->replaced_by; item; item = item->replaced_by, n++) {
		last->next = file_of(c, sources_of(&c->sources, item->span), item);
		last = last->next;
		last->is_overlay = true;
		item->next = NULL;
	}
	last->next = rest;
	if (!rest->next)
		c->files_end = &rest->next;
	return n;
}

static void place_overrides(struct compilation *c)
{
	size_t at = 0;

	for (struct file *file = c->files; file; file = file->next, at++)
		for (struct item *item = file->items; item; item = item->next)
			if (item->replaced_by && !item->replaces) {
				size_t n = split(c, file, item);

				c->n_prelude_files += at < c->n_prelude_files ? n : 0;
				break;
			}
}

static void look_for_overrides(struct compilation *c, const struct file *file)
{
	for (const struct item *item = file->items; item; item = item->next)
		if (item->is_override && item->kind == ITEM_LET)
			report_elsewhere(c, item);
}

void overlay(struct compilation *c)
{
	struct map definitions = find_definitions(c);

	for (struct file *file = c->files; file; file = file->next)
		if (file->is_overlay)
			take_overrides(c, &definitions, file);
		else
			look_for_overrides(c, file);
	place_overrides(c);
}
