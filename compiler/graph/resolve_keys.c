/* resolve_keys.c - which keys the image reads, and what they are while no option is given. */
#include "graph/image.h"
#include "graph/resolve.h"
#include "graph/resolve_private.h"

#include <stdlib.h>
#include <string.h>

/* ---- which keys are read --------------------------------------------------------------------- */

static void mark(const struct value *value, bool *marks)
{
	if (!value)
		return;
	switch (value->kind) {
	case VALUE_OPEN: marks[value->open.id] = true; break;
	case VALUE_SOME: mark(value->some, marks); break;
	case VALUE_LIST:
		for (size_t i = 0; i < value->list.n; i++)
			mark(value->list.items[i], marks);
		break;
	default: break;
	}
}

static void mark_node(const struct node *node, bool *marks)
{
	for (size_t i = 0; node->device && i < node->device->params.n; i++)
		mark(node->params[i], marks);
	for (size_t i = 0; node->facts && i < node->facts->keys.n; i++)
		node->facts->keys.items[i]->reached = true;
	for (size_t i = 0; i < node->n_branches; i++)
		mark(node->branches[i].test, marks);
}

static void mark_keys(struct compilation *c)
{
	struct graph *graph = &c->graph;
	bool *marks = arena_array(&c->arena, bool, graph->opens.n + 1);

	for (size_t i = 0; i < graph->keys.n; i++) {
		struct key *key = graph->keys.items[i];

		key->reached = !key->decl->of_descriptor || (key->known && key->read);
	}
	for (size_t i = 0; i < graph->nodes.n; i++)
		if (graph->nodes.items[i]->reached)
			mark_node(graph->nodes.items[i], marks);
	for (size_t i = graph->opens.n; i-- > 0;) {
		const struct value *open = graph->opens.items[i];

		if (!marks[i])
			continue;
		mark(open->open.a, marks);
		mark(open->open.b, marks);
		mark(open->open.c, marks);
		if (open->open.op == OPEN_KEY)
			open->open.key->reached = true;
	}
}

/* ---- what was given and is not read ---------------------------------------------------------- */

/* The key that a setting is about: that of its name, else the one of --no-KEY. */
static const struct key *key_of(const struct compilation *c, const struct setting *setting)
{
	size_t len = strlen(setting->key);
	const struct key *found = NULL;

	for (size_t i = 0; i < c->graph.keys.n; i++) {
		const struct key *key = c->graph.keys.items[i];

		switch (mcfg_option_match(key->option, setting->key, len)) {
		case MCFG_MATCH_NAME: return key;
		case MCFG_MATCH_NO: found = key; break;
		case MCFG_MATCH_NONE: break;
		}
	}
	return found;
}

static const struct key_decl *decl_of(const struct compilation *c, const struct setting *setting)
{
	size_t len = strlen(setting->key);
	const struct key_decl *found = NULL;

	for (size_t i = 0; i < c->decls.keys.n; i++) {
		const struct key_decl *decl = c->decls.keys.items[i];

		switch (mcfg_option_match(decl->name, setting->key, len)) {
		case MCFG_MATCH_NAME: return decl;
		case MCFG_MATCH_NO: found = decl; break;
		case MCFG_MATCH_NONE: break;
		}
	}
	return found;
}

static void report_always(struct compilation *c, const struct setting *setting,
                          const struct key *key)
{
	struct diag *diag = diag_report(&c->diags, CHECK_KEY_UNKNOWN, setting->span,
	                                "--%s, given by %s: key %s always has a value",
	                                setting->key, setting->from, key->decl->name);

	diag_note(&c->diags, diag, key->decl->span, "key %s is declared here", key->decl->name);
	diag_hint(&c->diags, diag, "only a bool, an option or a list takes --no-KEY");
}

static void report_unknown(struct compilation *c, const struct setting *setting)
{
	const char **names = arena_array(&c->arena, const char *, c->graph.keys.n);
	const struct key_decl *decl = decl_of(c, setting);
	const char *nearest;
	struct diag *diag;
	size_t n = 0;

	if (decl) {
		diag = diag_report(&c->diags, CHECK_KEY_UNKNOWN, setting->span,
		                   "--%s, given by %s: nothing in this image reads key %s",
		                   setting->key, setting->from, decl->name);
		if (span_known(decl->span))
			diag_note(&c->diags, diag, decl->span, "key %s is declared here",
			          decl->name);
		return;
	}
	diag = diag_report(&c->diags, CHECK_KEY_UNKNOWN, setting->span,
	                   "--%s, given by %s: there is no key of this name", setting->key,
	                   setting->from);
	for (size_t i = 0; i < c->graph.keys.n; i++)
		if (c->graph.keys.items[i]->reached || c->graph.keys.items[i]->of_target)
			names[n++] = c->graph.keys.items[i]->option;
	nearest = diag_nearest(setting->key, names, n);
	if (nearest)
		diag_hint(&c->diags, diag, "did you mean --%s?", nearest);
}

static void check_settings(struct compilation *c)
{
	for (size_t i = 0; i < c->options.settings.n; i++) {
		const struct setting *setting = &c->options.settings.items[i];
		const struct key *key = key_of(c, setting);

		if (!key || (!key->reached && !key->of_target))
			report_unknown(c, setting);
		else if (mcfg_option_match(key->option, setting->key, strlen(setting->key)) ==
		             MCFG_MATCH_NO &&
		         !key_can_be_without(key))
			report_always(c, setting, key);
	}
}

/* What C reads needs a value before the image is written; eval asked for what it read. */
static void check_required(struct compilation *c, struct key *key)
{
	if (c->options.target && c->options.evaluation != EVALUATE_NOTHING && !key->known &&
	    key->decl->stage == STAGE_CONFIGURE)
		key_report_missing(c, key);
}

static int by_option(const void *left, const void *right)
{
	const struct key *a = *(struct key *const *)left, *b = *(struct key *const *)right;

	return strcmp(a->option, b->option);
}

void resolve_keys(struct compilation *c)
{
	struct image *image = c->image;

	mark_keys(c);
	/* Without jobs nothing reads anything, and the mistake was reported already. */
	if (c->registration)
		check_settings(c);
	for (size_t i = 0; i < c->graph.keys.n; i++) {
		struct key *key = c->graph.keys.items[i];

		/* An open one that only the target reads is the runtime's to offer. */
		if (key->of_target && !key->reached)
			key->reached = key->known;
		if (key->reached && key->decl->builtin == KEY_DECLARED) {
			check_required(c, key);
			*vec_push(&c->arena, &image->keys) = key;
		}
	}
	if (image->keys.n)
		qsort(image->keys.items, image->keys.n, sizeof *image->keys.items, by_option);
}
