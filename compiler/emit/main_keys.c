/* main_keys.c - main.c: the open keys, which are the image's options, and the fixed ones. */
#include "emit/main_c.h"

static bool is_option(const struct key *key)
{
	return !key->known && key->decl->builtin == KEY_DECLARED;
}

static const char *member(struct emit *e, const struct key *key)
{
	return c_with_unit(e->arena, key->c_name, key->decl->type.type);
}

/* ---- where the options are put --------------------------------------------------------------- */

static void put_storage(struct emit *e, struct text *text)
{
	text_open(text, "struct mcfg_keys mcfg_keys = {");
	for (size_t i = 0; i < e->image->keys.n; i++) {
		const struct key *key = e->image->keys.items[i];
		struct text line;

		if (!is_option(key) || !key->value)
			continue;
		text_init(&line, e->arena);
		c_initialiser(&line, key->value, &key->decl->type, key->decl->enumeration);
		text_line(text, ".%s = %s,", member(e, key), text_string(&line));
	}
	text_close(text, "};");
}

/* ---- which of them matter -------------------------------------------------------------------- */

static bool node_reads(const struct node *node, const struct key *key)
{
	for (size_t i = 0; node->facts && i < node->facts->keys.n; i++)
		if (node->facts->keys.items[i] == key)
			return true;
	return false;
}

static bool value_reads(const struct value *value, const struct key *key)
{
	if (!value)
		return false;
	if (value->kind == VALUE_OPEN)
		return value->open.key == key || value_reads(value->open.a, key) ||
		       value_reads(value->open.b, key) || value_reads(value->open.c, key);
	if (value->kind == VALUE_SOME)
		return value_reads(value->some, key);
	for (size_t i = 0; value->kind == VALUE_LIST && i < value->list.n; i++)
		if (value_reads(value->list.items[i], key))
			return true;
	return false;
}

static bool reads(const struct node *node, const struct key *key)
{
	if (node_reads(node, key))
		return true;
	for (size_t i = 0; i < node->n_branches; i++)
		if (value_reads(node->branches[i].test, key))
			return true;
	for (size_t i = 0; node->kind == NODE_DEVICE && i < node->device->params.n; i++)
		if (value_reads(node->params[i], key))
			return true;
	return false;
}

/* The devices that read a required key, all of them conditional; empty if it matters always. */
struct readers {
	VEC(const struct node *) nodes;
};

static void find_readers(struct emit *e, const struct key *key, struct readers *readers)
{
	for (size_t i = 0; i < e->image->nodes.n; i++) {
		const struct node *node = e->image->nodes.items[i];

		if (!reads(node, key))
			continue;
		if (!e->conditional[node->id]) {
			readers->nodes.n = 0;
			return;
		}
		*vec_push(e->arena, &readers->nodes) = node;
	}
}

/* Does a source call the key's accessor? */
static bool read_by_source(struct emit *e, const struct key *key)
{
	const char *accessor =
	    intern(&e->c->names, arena_printf(e->arena, "key_%s", member(e, key)));

	for (size_t i = 0; i < e->sources.n; i++) {
		const struct csource_list *text = &e->sources.items[i]->text;

		for (size_t j = 0; j < text->items.n; j++)
			if (map_get(&text->items.items[j]->has, accessor) ||
			    text->items.items[j]->pastes)
				return true;
	}
	return false;
}

/* Must a required key be given only where run time chooses a device that reads it? */
static bool matters_sometimes(struct emit *e, const struct key *key)
{
	struct readers readers = { 0 };

	if (!key->value && !read_by_source(e, key))
		find_readers(e, key, &readers);
	return readers.nodes.n > 0;
}

void emit_main_reached(struct emit *e, struct text *text)
{
	for (size_t i = 0; i < e->image->keys.n; i++) {
		const struct key *key = e->image->keys.items[i];
		struct readers readers = { 0 };

		if (!is_option(key) || !matters_sometimes(e, key))
			continue;
		find_readers(e, key, &readers);
		text_putc(text, '\n');
		text_line(text, "static bool reads_%s(void)", key->c_name);
		text_open(text, "{");
		text_puts(text, "\treturn ");
		for (size_t j = 0; j < readers.nodes.n; j++)
			text_printf(text, "%swanted.%s", j ? " || " : "",
			            readers.nodes.items[j]->name);
		text_puts(text, ";\n");
		text_close(text, "}");
	}
}

/* ---- options --------------------------------------------------------------------------------- */

static void put_string(struct text *text, const char *member_name, const char *string)
{
	struct text line;

	if (!string)
		return;
	text_init(&line, text->arena);
	text_c_string(&line, string);
	text_line(text, ".%s = %s,", member_name, text_string(&line));
}

/* A value for people: texts in a list or an option are in quotes, as they may hold anything. */
static const char *shown(struct arena *arena, const struct value *value)
{
	bool is_text = value->kind == VALUE_SCALAR &&
	               (value->scalar.type == MCFG_STRING || value->scalar.type == MCFG_PATH);
	struct text text;

	text_init(&text, arena);
	if (is_text)
		text_c_string(&text, value->scalar.as.string);
	for (size_t i = 0; value->kind == VALUE_LIST && i < value->list.n; i++)
		text_printf(&text, "%s%s", i ? ", " : "", shown(arena, value->list.items[i]));
	if (value->kind == VALUE_SOME)
		text_puts(&text, shown(arena, value->some));
	return is_text || value->kind == VALUE_LIST || value->kind == VALUE_SOME
	           ? text_string(&text)
	           : value_shown(arena, value);
}

/* A single text stands without quotes, where it is there at all. */
static const char *shown_alone(struct arena *arena, const struct value *value)
{
	return value->kind == VALUE_SCALAR ? value_shown(arena, value) : shown(arena, value);
}

static const char *c_shape(enum shape shape)
{
	return shape == SHAPE_LIST     ? "MCFG_LIST"
	       : shape == SHAPE_OPTION ? "MCFG_OPTION"
	                               : "MCFG_ONE";
}

/* The names of an enumeration, by value. */
static void put_tags(struct emit *e, struct text *text, const struct key *key)
{
	const struct value_type *type = &key->decl->type;
	struct text line;

	if (type->type != MCFG_ENUM)
		return;
	text_init(&line, e->arena);
	for (size_t i = 0; i < type->n_tags; i++)
		text_printf(&line, "%s\"%s\"", i ? ", " : "", type->tags[i]);
	text_line(text, "static const char *const %s_tags[] = { %s };", key->c_name,
	          text_string(&line));
}

static void put_option(struct emit *e, struct text *text, const struct key *key)
{
	const struct key_decl *decl = key->decl;

	text_open(text, "{");
	put_string(text, "name", key->option);
	text_line(text, ".type = MCFG_%s,", c_upper(e->arena, mcfg_type_name(decl->type.type)));
	text_line(text, ".shape = %s,", c_shape(decl->type.shape));
	if (decl->type.type == MCFG_ENUM) {
		text_line(text, ".tags = %s_tags,", key->c_name);
		text_line(text, ".n_tags = %zu,", decl->type.n_tags);
	}
	text_line(text, ".at = &mcfg_keys.%s,", member(e, key));
	put_string(text, "default_text", key->value ? shown_alone(e->arena, key->value) : NULL);
	put_string(text, "doc", decl->doc ? decl->doc : "");
	put_string(text, "docv", decl->docv);
	put_string(text, "section", decl->section);
	put_string(text, "deprecated", decl->deprecated);
	if (matters_sometimes(e, key))
		text_line(text, ".reached = reads_%s,", key->c_name);
	text_close(text, "},");
}

static size_t n_options(const struct emit *e)
{
	size_t n = 0;

	for (size_t i = 0; i < e->image->keys.n; i++)
		n += is_option(e->image->keys.items[i]);
	return n;
}

/* The types that no option has, as C. */
const char *emit_main_lacking(struct emit *e)
{
	bool has[MCFG_N_TYPES] = { false };
	struct text text;
	size_t n = 0;

	text_init(&text, e->arena);
	for (size_t i = 0; i < e->image->keys.n; i++)
		if (is_option(e->image->keys.items[i]))
			has[e->image->keys.items[i]->decl->type.type] = true;
	for (unsigned type = 0; type < MCFG_N_TYPES; type++)
		if (has[type])
			text_printf(&text, "%s1u << MCFG_%s", n++ ? " | " : "",
			            c_upper(e->arena, mcfg_type_name((enum mcfg_type)type)));
	return n ? arena_printf(e->arena, "~(%s)", text_string(&text)) : "~0u";
}

bool emit_main_has_options(const struct emit *e)
{
	return n_options(e) > 0;
}

void emit_main_options(struct emit *e, struct text *text)
{
	if (!n_options(e))
		return;
	main_section(text, "The options: what was left open.");
	for (size_t i = 0; i < e->image->keys.n; i++)
		if (is_option(e->image->keys.items[i]))
			put_tags(e, text, e->image->keys.items[i]);
	text_open(text, "static const struct mcfg_option options[] = {");
	for (size_t i = 0; i < e->image->keys.n; i++)
		if (is_option(e->image->keys.items[i]))
			put_option(e, text, e->image->keys.items[i]);
	text_close(text, "};");
}

/* ---- fixed keys ------------------------------------------------------------------------------ */

static bool is_fixed(const struct key *key)
{
	return key->known && key->decl->builtin == KEY_DECLARED;
}

bool emit_main_has_fixed(const struct emit *e)
{
	for (size_t i = 0; i < e->image->keys.n; i++)
		if (is_fixed(e->image->keys.items[i]))
			return true;
	return false;
}

static void put_fixed(struct emit *e, struct text *text)
{
	main_section(text, "What configure fixed.");
	text_open(text, "static const struct mcfg_fixed fixed[] = {");
	for (size_t i = 0; i < e->image->keys.n; i++) {
		const struct key *key = e->image->keys.items[i];
		const char *value;
		struct text line;

		if (!is_fixed(key))
			continue;
		text_init(&line, e->arena);
		text_c_string(&line, key->option);
		text_puts(&line, ", ");
		value = shown_alone(e->arena, key->value);
		text_c_string(&line, *value ? value : key->decl->type.shape ? "none" : "\"\"");
		text_line(text, "{ %s },", text_string(&line));
	}
	text_close(text, "};");
}

void emit_main_keys(struct emit *e, struct text *text)
{
	if (n_options(e)) {
		main_section(text, "The keys that the options set, with their defaults.");
		put_storage(e, text);
	}
	if (emit_main_has_fixed(e))
		put_fixed(e, text);
}
