/* The fields in braces: which there are, and what stands after them; see declare_private.h. */
#include "lang/declare_private.h"

#include <string.h>

/* What the values must be as they stand; check gives the others their types. */
enum literal {
	ANY,
	TEXT, /* a string literal: read without evaluating it */
	TAG,
	BOOL
};

struct field_rule {
	enum item_kind item;
	const char *name;
	bool repeats;
	size_t least, most; /* values without a label */
	enum literal literal;
};

static const struct field_rule rules[] = {
	{ ITEM_INTERFACE, "doc", false, 1, 1, TEXT },
	{ ITEM_INTERFACE, "header", true, 1, 1, TEXT },
	{ ITEM_DEVICE, "doc", false, 1, 1, TEXT },
	{ ITEM_DEVICE, "header", false, 1, 1, ANY },
	{ ITEM_DEVICE, "sources", false, 1, 1, ANY },
	{ ITEM_DEVICE, "generate", true, 2, 3, ANY },
	{ ITEM_DEVICE, "packages", false, 1, 1, ANY },
	{ ITEM_DEVICE, "apt", true, 1, 1, ANY },
	{ ITEM_DEVICE, "pkg_config", true, 1, 1, ANY },
	{ ITEM_DEVICE, "keys", false, 1, 1, ANY },
	{ ITEM_DEVICE, "requires", false, 1, 1, ANY },
	{ ITEM_DEVICE, "targets", false, 1, 1, ANY },
	{ ITEM_DEVICE, "makes", true, 2, 2, TEXT },
	{ ITEM_DEVICE, "attach", true, 1, 2, ANY },
	{ ITEM_KEY, "doc", false, 1, 1, TEXT },
	{ ITEM_KEY, "docv", false, 1, 1, TEXT },
	{ ITEM_KEY, "stage", false, 1, 1, TAG },
	{ ITEM_KEY, "env", false, 1, 1, TEXT },
	{ ITEM_KEY, "section", false, 1, 1, TEXT },
	{ ITEM_KEY, "deprecated", false, 1, 1, TEXT },
	{ ITEM_TARGET, "doc", false, 1, 1, TEXT },
	{ ITEM_TARGET, "default", false, 1, 1, BOOL },
	{ ITEM_TARGET, "base", false, 1, 1, TAG },
	{ ITEM_TARGET, "abstract", false, 1, 1, BOOL },
	{ ITEM_TARGET, "packages", false, 1, 1, ANY },
	{ ITEM_TARGET, "cflags", false, 1, 1, ANY },
	{ ITEM_TARGET, "ldflags", false, 1, 1, ANY },
	{ ITEM_TARGET, "libs", false, 1, 1, ANY },
	{ ITEM_TARGET, "sources", false, 1, 1, ANY },
	{ ITEM_TARGET, "keys", false, 1, 1, ANY },
	{ ITEM_TARGET, "arch", true, 1, 1, TAG },
	{ ITEM_TARGET, "options", false, 1, 1, TAG },
	{ ITEM_TARGET, "status", false, 1, 1, TAG },
	{ ITEM_TARGET, "emit", true, 2, 2, ANY },
	{ ITEM_TARGET, "run", false, 1, 1, ANY },
};

enum { N_RULES = sizeof rules / sizeof *rules };

/* What a field may be given by label, each once. */
static const struct {
	enum item_kind item;
	const char *field, *labels[11];
} labelled[] = {
	{ ITEM_TARGET,
	  "arch",
	  { "cc", "libc", "packages", "cflags", "ldflags", "libs", "link_script", "sources",
	    "suffix", "post" } },
	{ ITEM_DEVICE, "pkg_config", { "min" } },
};

static const char *const *labels_of(const struct field_rule *rule)
{
	for (size_t i = 0; i < sizeof labelled / sizeof *labelled; i++)
		if (labelled[i].item == rule->item && !strcmp(labelled[i].field, rule->name))
			return labelled[i].labels;
	return NULL;
}

static const char *item_word(enum item_kind kind)
{
	switch (kind) {
	case ITEM_INTERFACE: return "an interface";
	case ITEM_DEVICE: return "a device";
	case ITEM_KEY: return "a key";
	default: return "a target";
	}
}

/* ---- which field ---- */

static const struct field_rule *rule_of(enum item_kind kind, const char *name)
{
	for (size_t i = 0; i < N_RULES; i++)
		if (rules[i].item == kind && !strcmp(rules[i].name, name))
			return &rules[i];
	return NULL;
}

static void report_unknown(struct compilation *c, const struct item *item,
                           const struct field *field)
{
	const char *names[N_RULES], *nearest, *list = "";
	struct diag *diag =
	    diag_report(&c->diags, CHECK_FIELD, field->name.span, "%s has no field %s",
	                item_word(item->kind), field->name.name);
	size_t n = 0;

	for (size_t i = 0; i < N_RULES; i++)
		if (rules[i].item == item->kind) {
			list = arena_printf(&c->arena, "%s%s%s", list, *list ? " " : "",
			                    rules[i].name);
			names[n++] = rules[i].name;
		}
	nearest = diag_nearest(field->name.name, names, n);
	if (nearest)
		diag_hint(&c->diags, diag, "did you mean %s?", nearest);
	else
		diag_hint(&c->diags, diag, "its fields are: %s", list);
}

/* ---- its values ---- */

static void check_literal(struct compilation *c, const struct field_rule *rule,
                          const struct expr *value)
{
	static const char *const wanted[] = { "", "a string", "a variant", "true or false" };
	static const enum expr_kind kinds[] = { EXPR_ERROR, EXPR_STRING, EXPR_TAG, EXPR_BOOL };

	if (rule->literal == ANY || value->kind == kinds[rule->literal] ||
	    value->kind == EXPR_ERROR)
		return;
	diag_report(&c->diags, CHECK_FIELD, value->span, "%s is %s, written out", rule->name,
	            wanted[rule->literal]);
}

static void check_label(struct compilation *c, const struct field_rule *rule,
                        const struct field *field, const struct arg *arg)
{
	const char *const *labels = labels_of(rule);
	struct diag *diag;
	const char *nearest;
	size_t n = 0;

	for (const struct arg *first = field->values; first != arg; first = first->next)
		if (first->name.name == arg->name.name) {
			declare_again(c, arg->name, "a label", first->name.span);
			return;
		}
	if (!labels) {
		diag_report(&c->diags, CHECK_FIELD, arg->name.span, "%s takes no label",
		            rule->name);
		return;
	}
	for (; labels[n]; n++)
		if (!strcmp(labels[n], arg->name.name))
			return;
	diag = diag_report(&c->diags, CHECK_FIELD, arg->name.span, "%s has no ~%s", rule->name,
	                   arg->name.name);
	nearest = diag_nearest(arg->name.name, labels, n);
	if (nearest)
		diag_hint(&c->diags, diag, "did you mean ~%s?", nearest);
}

static const char *number_text(struct compilation *c, const struct field_rule *rule)
{
	if (rule->least == rule->most)
		return rule->least == 1 ? "one value"
		                        : arena_printf(&c->arena, "%zu values", rule->least);
	return arena_printf(&c->arena, "%zu or %zu values", rule->least, rule->most);
}

static void check_values(struct compilation *c, const struct field_rule *rule,
                         const struct field *field)
{
	const struct arg *extra = NULL;
	size_t n = 0;

	for (const struct arg *arg = field->values; arg; arg = arg->next) {
		if (arg->label != LABEL_NONE) {
			check_label(c, rule, field, arg);
			continue;
		}
		check_literal(c, rule, arg->value);
		if (++n == rule->most + 1)
			extra = arg;
	}
	if (extra)
		diag_report(&c->diags, CHECK_FIELD, extra->span,
		            "%s takes %s, and this is one more", rule->name, number_text(c, rule));
	else if (n < rule->least)
		diag_report(&c->diags, CHECK_FIELD, field->span, "%s takes %s", rule->name,
		            number_text(c, rule));
}

/* ---- all of an item ---- */

/* Two `arch` fields for one architecture. */
static void check_archs(struct compilation *c, const struct item *item)
{
	struct map seen = { 0 };

	for (const struct field *field = item->fields; field; field = field->next) {
		const struct expr *value = field->values ? field->values->value : NULL;
		const struct expr *first;

		if (strcmp(field->name.name, "arch") != 0 || !value || value->kind != EXPR_TAG)
			continue;
		first = map_get(&seen, value->name.name);
		if (first)
			declare_again(c, (struct ident){ value->name.name, value->span },
			              "an architecture", first->span);
		else
			map_set(&c->arena, &seen, value->name.name, (void *)value);
	}
}

void declare_fields(struct compilation *c, const struct item *item)
{
	struct map seen = { 0 };

	for (const struct field *field = item->fields; field; field = field->next) {
		const struct field_rule *rule = rule_of(item->kind, field->name.name);
		const struct field *first = map_get(&seen, field->name.name);

		if (!rule) {
			report_unknown(c, item, field);
			continue;
		}
		if (first && !rule->repeats)
			declare_again(c, field->name, "a field", first->name.span);
		if (!first)
			map_set(&c->arena, &seen, field->name.name, (void *)field);
		check_values(c, rule, field);
	}
	if (item->kind == ITEM_TARGET)
		check_archs(c, item);
}

const struct field *declare_field(const struct item *item, const char *name)
{
	for (const struct field *field = item->fields; field; field = field->next)
		if (!strcmp(field->name.name, name))
			return field;
	return NULL;
}

const char *declare_field_text(const struct item *item, const char *name)
{
	const struct field *field = declare_field(item, name);

	return field && field->values && field->values->value->kind == EXPR_STRING
	           ? field->values->value->string.bytes
	           : NULL;
}
