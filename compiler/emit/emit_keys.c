/*
 * emit_keys.c - <mcfg/keys.h>: `key_NAME()` for each key. A fixed key is a constant, so that the
 * code that it rules out is not in the image; an open one is loaded from where the options were
 * put.
 */
#include "emit/emit_private.h"

static const char *accessor(struct emit *e, const struct key *key)
{
	const char *name = c_with_unit(e->arena, key->c_name, key->decl->type.type);

	return c_declare(e->arena, &key->decl->type, key->decl->enumeration,
	                 arena_printf(e->arena, "key_%s(void)", name));
}

/* key.target and key.arch: any name. */
static void put_builtin(struct text *text, const struct key *key)
{
	struct text value;

	text_init(&value, text->arena);
	text_c_string(&value, key->value ? value_shown(text->arena, key->value) : "");
	text_line(text, "static inline const char *key_%s(void)", key->c_name);
	text_open(text, "{");
	text_line(text, "return %s;", text_string(&value));
	text_close(text, "}");
}

static void put_accessor(struct emit *e, struct text *text, const struct key *key)
{
	const struct key_decl *decl = key->decl;

	text_putc(text, '\n');
	c_comment(text, decl->doc);
	if (decl->builtin != KEY_DECLARED) {
		put_builtin(text, key);
		return;
	}
	text_line(text, "static inline %s", accessor(e, key));
	text_open(text, "{");
	if (key->known)
		c_return(text, key->value, &decl->type, decl->enumeration);
	else
		text_line(text, "return mcfg_keys.%s;",
		          c_with_unit(e->arena, key->c_name, decl->type.type));
	text_close(text, "}");
}

static void put_enumerations(struct emit *e, struct text *text)
{
	struct map done = { 0 };

	for (size_t i = 0; i < e->image->keys.n; i++) {
		struct key_decl *decl = e->image->keys.items[i]->decl;

		if (decl->type.type != MCFG_ENUM || decl->builtin != KEY_DECLARED ||
		    map_get(&done, decl))
			continue;
		map_set(e->arena, &done, decl, decl);
		text_putc(text, '\n');
		c_enumeration(text, &decl->type, decl->enumeration);
	}
}

/* Where the options are put. */
static void put_storage(struct emit *e, struct text *text)
{
	bool first = true;

	for (size_t i = 0; i < e->image->keys.n; i++) {
		const struct key *key = e->image->keys.items[i];

		if (key->known)
			continue;
		if (first) {
			text_putc(text, '\n');
			c_comment(text, "Open keys: set from the image's options before anything "
			                "connects.");
			text_open(text, "extern struct mcfg_keys {");
		}
		first = false;
		text_line(text, "%s;",
		          c_declare(e->arena, &key->decl->type, key->decl->enumeration,
		                    c_with_unit(e->arena, key->c_name, key->decl->type.type)));
	}
	if (!first)
		text_close(text, "} mcfg_keys;");
}

void emit_keys(struct emit *e)
{
	struct text *text = output_add(e->out, "include/mcfg/keys.h");

	c_comment(text, "<mcfg/keys.h> - the keys of the configuration.\nWritten by mcfg.");
	text_line(text, "#ifndef MCFG_GENERATED_KEYS_H");
	text_line(text, "#define MCFG_GENERATED_KEYS_H");
	text_putc(text, '\n');
	text_line(text, "#include <mcfg/value.h>");
	put_enumerations(e, text);
	put_storage(e, text);
	for (size_t i = 0; i < e->image->keys.n; i++)
		put_accessor(e, text, e->image->keys.items[i]);
	text_putc(text, '\n');
	text_line(text, "#endif");
}
