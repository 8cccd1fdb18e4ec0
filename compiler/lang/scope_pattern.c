/* The names that a pattern binds. */
#include "lang/scoping.h"

/* A name bound by one side of a pattern. */
struct bound {
	struct ident name;
	struct binding *binding;
};

struct bounds {
	struct bound *items;
	size_t n, cap;
};

static struct bound *find(const struct bounds *bounds, const char *name)
{
	for (size_t i = 0; i < bounds->n; i++)
		if (bounds->items[i].name.name == name)
			return &bounds->items[i];
	return NULL;
}

static void collect(struct scoping *s, struct pattern *pattern, const struct bounds *left,
                    struct bounds *out);

static void bind_name(struct scoping *s, struct pattern *pattern, const struct bounds *left,
                      struct bounds *out)
{
	const struct bound *other = left ? find(left, pattern->name.name) : NULL;
	const struct bound *twice = find(out, pattern->name.name);

	if (!pattern->name.name)
		return;
	pattern->binding = other ? other->binding : scope_local(s, pattern->name);
	if (twice) {
		struct diag *diag = diag_report(&s->c->diags, CHECK_BOUND_TWICE, pattern->name.span,
		                                "this pattern binds %s twice", pattern->name.name);

		diag_note(&s->c->diags, diag, twice->name.span, "%s is bound here first",
		          pattern->name.name);
		return;
	}
	*vec_push(s->arena, out) = (struct bound){ pattern->name, pattern->binding };
}

/* Reports each name of `a` that `b` lacks. */
static void same_names(struct scoping *s, const struct bounds *a, const struct bounds *b,
                       const struct pattern *other)
{
	for (size_t i = 0; i < a->n; i++) {
		struct diag *diag;

		if (find(b, a->items[i].name.name))
			continue;
		diag = diag_report(&s->c->diags, CHECK_OR_PATTERN, a->items[i].name.span,
		                   "only one side of this `|` binds %s", a->items[i].name.name);
		diag_note(&s->c->diags, diag, other->span, "this side does not");
	}
}

/* Both sides of `a | b` bind the same names, each to one binding. */
static void collect_or(struct scoping *s, struct pattern *pattern, const struct bounds *left,
                       struct bounds *out)
{
	struct bounds a = { 0 }, b = { 0 };

	collect(s, pattern->a, left, &a);
	collect(s, pattern->b, &a, &b);
	same_names(s, &a, &b, pattern->b);
	same_names(s, &b, &a, pattern->a);
	for (size_t i = 0; i < a.n; i++) {
		const struct bound *twice = find(out, a.items[i].name.name);

		if (twice)
			diag_report(&s->c->diags, CHECK_BOUND_TWICE, a.items[i].name.span,
			            "this pattern binds %s twice", a.items[i].name.name);
		else
			*vec_push(s->arena, out) = a.items[i];
	}
}

static void collect(struct scoping *s, struct pattern *pattern, const struct bounds *left,
                    struct bounds *out)
{
	if (!pattern)
		return;
	if (compilation_too_deep(s->c)) {
		if (!s->too_deep)
			diag_report(&s->c->diags, CHECK_DEPTH, pattern->span,
			            "this pattern is nested too deeply");
		s->too_deep = true;
		return;
	}
	for (; pattern && pattern->kind == PATTERN_CONS; pattern = pattern->b)
		collect(s, pattern->a, left, out);
	if (!pattern)
		return;
	if (pattern->kind == PATTERN_NAME)
		bind_name(s, pattern, left, out);
	else if (pattern->kind == PATTERN_OR)
		collect_or(s, pattern, left, out);
	else
		collect(s, pattern->a, left, out);
}

void scope_pattern(struct scoping *s, struct pattern *pattern)
{
	struct bounds bounds = { 0 };

	collect(s, pattern, NULL, &bounds);
	for (size_t i = 0; i < bounds.n; i++)
		scope_show(s, bounds.items[i].binding);
}
