/* declare: items -> declarations. See declare.h. */
#include "lang/declare.h"

#include "lang/cnames.h"
#include "lang/declare_private.h"

void declare_again(struct compilation *c, struct ident name, const char *what, struct span first)
{
	struct diag *diag = diag_report(&c->diags, CHECK_DUPLICATE, name.span,
	                                "there is already %s called %s", what, name.name);

	if (span_known(first))
		diag_note(&c->diags, diag, first, "it is declared here");
}

/* A declaration that could not be read: nobody knows of which kind its uses are. */
static void declare_broken(struct compilation *c, struct item *item)
{
	map_set(&c->arena, &c->decls.broken, item->name.name, item);
	map_set(&c->arena, &c->decls.broken_keys, item->name.name, item);
}

static void declare_item(struct compilation *c, struct item *item, const struct file *file)
{
	if (!item->name.name)
		return;
	switch (item->kind) {
	case ITEM_ERROR: declare_broken(c, item); break;
	case ITEM_INTERFACE: declare_interface(c, item, file->source); break;
	case ITEM_DEVICE: declare_device(c, item, file->source); break;
	case ITEM_KEY: declare_key(c, item, file); break;
	case ITEM_TARGET: declare_target(c, item, file->source); break;
	default: break;
	}
}

void declare(struct compilation *c)
{
	declare_builtin_keys(c);
	for (struct file *file = c->files; file; file = file->next)
		for (struct item *item = file->items; item; item = item->next)
			declare_item(c, item, file);
	declare_parents(c);
	declare_bases(c);
	declare_device_types(c);
	c->decls.job = map_get(&c->decls.interface_by_name, intern(&c->names, "job"));
	cnames_check(c);
}
