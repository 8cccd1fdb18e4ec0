/* Names that come into scope, and those that are not there. */
#include "lang/scoping.h"

#include <string.h>

struct binding *scope_local(struct scoping *s, struct ident name)
{
	struct binding *binding = arena_new(s->arena, struct binding);

	binding->kind = BINDING_LOCAL;
	binding->name = name.name;
	binding->span = name.span;
	binding->level = s->activation->level;
	binding->slot = (unsigned)s->activation->n_slots++;
	return binding;
}

void scope_show(struct scoping *s, struct binding *binding)
{
	*vec_push(s->arena, &s->hidden) =
	    (struct hidden){ binding->name, map_get(&s->visible, binding->name) };
	map_set(s->arena, &s->visible, binding->name, binding);
}

size_t scope_enter(const struct scoping *s)
{
	return s->hidden.n;
}

void scope_leave(struct scoping *s, size_t mark)
{
	while (s->hidden.n > mark) {
		struct hidden hidden = s->hidden.items[--s->hidden.n];

		map_set(s->arena, &s->visible, hidden.name, hidden.before);
	}
}

void scope_add(struct scoping *s, struct binding *binding)
{
	if (!map_get(&s->visible, binding->name))
		*vec_push(s->arena, &s->names) = binding->name;
	map_set(s->arena, &s->visible, binding->name, binding);
}

/* ---- what is not there --------------------------------------------------------------------- */

/* Comparing with every name takes long where very many are wrong. */
enum { MAX_SUGGESTIONS = 50 };

/* The nearest visible name: of the inner scopes, the innermost first, then of the others. */
static const char *nearest_visible(struct scoping *s, const char *name)
{
	VEC(const char *) names = { 0 };

	if (s->n_unknown++ >= MAX_SUGGESTIONS)
		return NULL;
	for (size_t i = s->hidden.n; i-- > 0;)
		*vec_push(s->arena, &names) = s->hidden.items[i].name;
	for (size_t i = s->names.n; i-- > 0;)
		*vec_push(s->arena, &names) = s->names.items[i];
	return diag_nearest(name, names.items, names.n);
}

void scope_unknown_name(struct scoping *s, const struct expr *expr)
{
	const char *name = expr->name.name;
	const struct item *below = map_get(&s->below, name);
	struct diags *diags = &s->c->diags;
	struct diag *diag;
	const char *nearest;

	if (map_get(&s->c->decls.broken, name))
		return;
	diag = diag_report(diags, CHECK_UNKNOWN_NAME, expr->span, "unknown name %s", name);
	if (below && below->name.span.source == expr->span.source &&
	    below->name.span.begin > expr->span.begin) {
		diag_note(diags, diag, below->name.span, "%s is defined here, below its use", name);
		diag_hint(diags, diag, "a `let` sees only what stands above it: move %s up", name);
	} else if (below && below->name.span.begin <= expr->span.begin &&
	           below->name.span.source == expr->span.source) {
		diag_hint(diags, diag,
		          "the definition of %s cannot use itself: there is no recursion", name);
	} else if ((nearest = nearest_visible(s, name))) {
		diag_hint(diags, diag, "did you mean %s?", nearest);
	} else if (map_get(&s->c->decls.key_by_name, name)) {
		diag_hint(diags, diag, "key.%s reads the key of this name", name);
	} else if (map_get(&s->c->decls.target_by_name, name)) {
		diag_hint(diags, diag, "a target is written `%s", name);
	} else if (!strcmp(name, "distinct")) {
		diag_hint(diags, diag,
		          "it is written with its arguments: distinct \"name\" device");
	}
}

void scope_unknown_key(struct scoping *s, const struct expr *expr)
{
	const struct decls *decls = &s->c->decls;
	struct diag *diag;
	VEC(const char *) names = { 0 };
	const char *nearest;

	if (map_get(&decls->broken_keys, expr->name.name))
		return;
	diag = diag_report(&s->c->diags, CHECK_UNKNOWN_KEY, expr->span, "unknown key %s",
	                   expr->name.name);
	if (s->n_unknown++ >= MAX_SUGGESTIONS)
		return;
	for (size_t i = 0; i < decls->keys.n; i++)
		*vec_push(s->arena, &names) = decls->keys.items[i]->name;
	nearest = diag_nearest(expr->name.name, names.items, names.n);
	if (nearest)
		diag_hint(&s->c->diags, diag, "did you mean key.%s?", nearest);
	else
		diag_hint(&s->c->diags, diag, "declare it: key %s : string = \"...\"",
		          expr->name.name);
}
