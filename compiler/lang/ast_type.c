/* Types and patterns; see ast_build.h. */
#include "lang/ast_build.h"

struct ident_list *ident_list_new(struct arena *arena, const char *name, struct span span)
{
	struct ident_list *link = arena_new(arena, struct ident_list);

	link->ident = ident_at(name, span);
	return link;
}

static struct type_expr *type_new(struct arena *arena, struct span span, enum type_expr_kind kind)
{
	struct type_expr *type = arena_new(arena, struct type_expr);

	type->kind = kind;
	type->span = span;
	return type;
}

struct type_expr *type_name(struct arena *arena, struct span span, struct ident name,
                            struct type_expr *inner)
{
	struct type_expr *type = type_new(arena, span, TYPE_EXPR_NAME);

	type->name = name;
	type->inner = inner;
	return type;
}

struct type_expr *type_var(struct arena *arena, struct span span, const char *name)
{
	struct type_expr *type = type_new(arena, span, TYPE_EXPR_VAR);

	type->name = ident_at(name, span);
	return type;
}

struct type_expr *type_arrow(struct arena *arena, struct span span, enum label label,
                             struct ident name, struct type_expr *left, struct type_expr *right)
{
	struct type_expr *type = type_new(arena, span, TYPE_EXPR_ARROW);

	type->label = label;
	type->name = name;
	type->left = left;
	type->right = right;
	return type;
}

struct type_expr *type_at_arrow(struct arena *arena, struct span span, struct type_expr *left,
                                struct type_expr *right)
{
	struct type_expr *type = type_new(arena, span, TYPE_EXPR_AT_ARROW);

	type->left = left;
	type->right = right;
	return type;
}

struct type_expr *type_variant(struct arena *arena, struct span span, enum row_bound row,
                               struct tag_expr_chain tags)
{
	struct type_expr *type = type_new(arena, span, TYPE_EXPR_VARIANT);

	type->row = row;
	type->tags = tags.first;
	return type;
}

struct tag_expr *tag_expr_new(struct arena *arena, struct ident tag, struct type_expr *payload)
{
	struct tag_expr *link = arena_new(arena, struct tag_expr);

	link->tag = tag;
	link->payload = payload;
	return link;
}

/* ---- patterns ---- */

struct pattern *pattern_plain(struct arena *arena, struct span span, enum pattern_kind kind)
{
	struct pattern *pattern = arena_new(arena, struct pattern);

	pattern->kind = kind;
	pattern->span = span;
	return pattern;
}

struct pattern *pattern_name(struct arena *arena, struct span span, const char *name)
{
	struct pattern *pattern = pattern_plain(arena, span, PATTERN_NAME);

	pattern->name = ident_at(name, span);
	return pattern;
}

struct pattern *pattern_int(struct arena *arena, struct span span, int64_t integer)
{
	struct pattern *pattern = pattern_plain(arena, span, PATTERN_INT);

	pattern->integer = integer;
	return pattern;
}

struct pattern *pattern_bool(struct arena *arena, struct span span, bool boolean)
{
	struct pattern *pattern = pattern_plain(arena, span, PATTERN_BOOL);

	pattern->boolean = boolean;
	return pattern;
}

struct pattern *pattern_string(struct arena *arena, struct span span, const struct string *string)
{
	struct pattern *pattern = pattern_plain(arena, span, PATTERN_STRING);

	pattern->string.bytes = string->bytes;
	pattern->string.len = string->len;
	return pattern;
}

struct pattern *pattern_tag(struct arena *arena, struct span span, struct ident tag,
                            struct pattern *payload)
{
	struct pattern *pattern = pattern_plain(arena, span, PATTERN_TAG);

	pattern->name = tag;
	pattern->a = payload;
	return pattern;
}

struct pattern *pattern_pair(struct arena *arena, struct span span, enum pattern_kind kind,
                             struct pattern *a, struct pattern *b)
{
	struct pattern *pattern = pattern_plain(arena, span, kind);

	pattern->a = a;
	pattern->b = b;
	return pattern;
}

struct pattern *pattern_list_add(struct arena *arena, struct pattern *reversed,
                                 struct pattern *pattern)
{
	struct span span = reversed ? span_join(pattern->span, reversed->span) : pattern->span;

	return pattern_pair(arena, span, PATTERN_CONS, pattern, reversed);
}

struct pattern *pattern_list(struct arena *arena, struct span span, struct pattern *reversed)
{
	struct span end = { span.source, span.end ? span.end - 1 : 0, span.end };
	struct pattern *list = pattern_plain(arena, reversed ? end : span, PATTERN_NIL);

	while (reversed) {
		struct pattern *cell = reversed;

		reversed = cell->b;
		cell->b = list;
		cell->span = span_join(cell->a->span, end);
		list = cell;
	}
	list->span = span;
	return list;
}
