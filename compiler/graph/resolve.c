#include "graph/resolve.h"

#include "graph/image.h"
#include "graph/resolve_private.h"

#include <string.h>

/* ---- what the target can run ----------------------------------------------------------------- */

static bool target_has(const struct compilation *c, const struct node *node)
{
	const struct facts *facts = node->facts;

	if (facts->any_target || !c->image->target)
		return true;
	for (size_t i = 0; i < facts->targets.n; i++)
		if (target_is(c->image->target->decl, facts->targets.items[i].name))
			return true;
	return false;
}

static bool is_available(const struct compilation *c, const struct node *node)
{
	switch (node->kind) {
	case NODE_REFUSED: return false;
	case NODE_CHOICE:
		for (size_t i = 0; i < node->n_branches; i++)
			if (node->branches[i].node->available)
				return true;
		return false;
	default: break;
	}
	if (!target_has(c, node))
		return false;
	for (size_t i = 0; i < node->n_args; i++)
		if (!node->args[i]->available)
			return false;
	for (size_t i = 0; i < node->n_requires; i++)
		if (!node->requires[i] -> available)
			return false;
	return true;
}

/* ---- what the jobs reach --------------------------------------------------------------------- */

/*
 * What a node takes is reached with it. Of a choice that is available, only the branches that are;
 * of one that is not, all, so that the reasons are found; and all where nothing is decided.
 */
static void reach(const struct compilation *c, struct node *node)
{
	bool all = !node->available || c->options.evaluation == EVALUATE_NOTHING;

	for (size_t i = 0; i < node->n_args; i++)
		node->args[i]->reached = true;
	for (size_t i = 0; i < node->n_requires; i++)
	node->requires[i] -> reached = true;
	for (size_t i = 0; i < node->n_branches; i++)
		if (node->branches[i].node->available || all)
			node->branches[i].node->reached = true;
}

static void reach_all(struct compilation *c)
{
	for (size_t i = 0; i < c->graph.nodes.n; i++)
		c->graph.nodes.items[i]->available = is_available(c, c->graph.nodes.items[i]);
	for (size_t i = 0; i < c->image->jobs.n; i++)
		c->image->jobs.items[i]->reached = true;
	for (size_t i = c->graph.nodes.n; i-- > 0;)
		if (c->graph.nodes.items[i]->reached)
			reach(c, c->graph.nodes.items[i]);
}

/* ---- what is wrong with it ------------------------------------------------------------------- */

/* Does the target have a device that nobody may have evaluated? By the tags that it writes out. */
static bool is_for_target(const struct compilation *c, const struct device *device)
{
	const char *target = c->image->target->decl->name;
	const struct element *each = NULL;
	const struct field *field = device->fields;

	for (; field; field = field->next)
		if (field->name.name && !strcmp(field->name.name, "targets"))
			break;
	if (!field)
		return true;
	if (field->values && field->values->value->kind == EXPR_LIST)
		each = field->values->value->elements;
	for (; each; each = each->next)
		if (each->value->kind == EXPR_TAG && !strcmp(each->value->name.name, target))
			return true;
	return false;
}

/* The devices of an interface that the target has, as a list for people; "" if there are none. */
static const char *others(struct compilation *c, const struct interface *interface)
{
	const char *list = "";

	for (size_t i = 0; i < c->decls.devices.n; i++) {
		const struct device *device = c->decls.devices.items[i];

		if (device->is_foreign || !interface_path(device->interface, interface))
			continue;
		if (is_for_target(c, device))
			list = arena_printf(&c->arena, "%s%s%s", list, *list ? ", " : "",
			                    device->name);
	}
	return list;
}

/* That nobody wrote its device as the only one. */
static void note_default(struct compilation *c, struct diag *diag, const struct node *node)
{
	const struct node *choice = node->wanted_by;

	if (choice)
		diag_note(&c->diags, diag, choice->span, "%s leads to it by default",
		          choice->condition);
}

static void report_target(struct compilation *c, const struct node *node)
{
	const char *target = c->image->target->decl->name, *list = "";
	struct diag *diag;

	for (size_t i = 0; i < node->facts->targets.n; i++)
		list = arena_printf(&c->arena, "%s%s%s", list, i ? ", " : "",
		                    node->facts->targets.items[i].name);
	diag = diag_report(&c->diags, CHECK_DEVICE_TARGET, node->span, "target %s does not have %s",
	                   target, node->device->name);
	diag_note(&c->diags, diag,
	          node->facts->targets.n ? node->facts->targets.items[0].span : node->device->span,
	          "%s is there for %s", node->device->name, *list ? list : "no target");
	note_default(c, diag, node);
	list = others(c, node->device->interface);
	if (*list)
		diag_hint(&c->diags, diag, "for %s there is %s", target, list);
}

static void report_refused(struct compilation *c, const struct node *node)
{
	note_default(c,
	             diag_report(&c->diags, CHECK_REFUSED, node->span, "this device is refused: %s",
	                         node->why),
	             node);
}

/* A branch that run time would take, if no option were given, must be one that the target can run.
 */
static void check_default(struct compilation *c, struct node *choice)
{
	for (size_t i = 0; i < choice->n_branches; i++) {
		const struct branch *branch = &choice->branches[i];
		const struct value *taken = branch->test ? resolve_default(c, branch->test) : NULL;

		if (branch->test && !taken)
			return;
		if (branch->test &&
		    value_equal(taken,
		                &(struct value){ .kind = VALUE_SCALAR,
		                                 .scalar = { MCFG_BOOL, { .boolean = false } } }))
			continue;
		if (!branch->node->available) {
			branch->node->reached = true;
			branch->node->wanted_by = choice;
		}
		return;
	}
}

static void check_node(struct compilation *c, const struct node *node)
{
	if (node->kind == NODE_REFUSED)
		report_refused(c, node);
	else if (node->kind == NODE_DEVICE && !target_has(c, node))
		report_target(c, node);
}

static void want(struct node *node, struct node *choice)
{
	if (!node->available)
		node->wanted_by = choice;
}

/* All that a wanted node needs, and is not there, is wanted with it. */
static void want_all(const struct compilation *c, struct node *node)
{
	reach(c, node);
	for (size_t i = 0; i < node->n_args; i++)
		want(node->args[i], node->wanted_by);
	for (size_t i = 0; i < node->n_requires; i++)
		want(node->requires[i], node -> wanted_by);
	for (size_t i = 0; i < node->n_branches; i++)
		want(node->branches[i].node, node->wanted_by);
}

/* From the choices whose default cannot run, down to the devices that are the reason. */
static void check_nodes(struct compilation *c)
{
	for (size_t i = c->graph.nodes.n; i-- > 0;) {
		struct node *node = c->graph.nodes.items[i];

		if (!node->reached)
			continue;
		if (node->wanted_by)
			want_all(c, node);
		if (node->kind == NODE_CHOICE && node->available)
			check_default(c, node);
	}
	for (size_t i = 0; i < c->graph.nodes.n; i++)
		if (c->graph.nodes.items[i]->reached)
			check_node(c, c->graph.nodes.items[i]);
}

static struct span job_span(const struct image *image, size_t index)
{
	return image->job_spans.items[index];
}

/* A device that takes nothing, `noop` above all, may stand in the list more than once: it counts
 * once. */
static bool takes_nothing(const struct node *node)
{
	return node->kind == NODE_DEVICE && !node->device->is_foreign && !node->device->params.n &&
	       !node->n_args && !node->n_requires;
}

static void check_jobs(struct compilation *c)
{
	struct image *image = c->image;
	struct map seen = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < image->jobs.n; i++) {
		struct node *job = image->jobs.items[i];
		size_t *first = map_get(&seen, job);

		if (!first) {
			first = arena_new(&c->arena, size_t);
			*first = kept;
			map_set(&c->arena, &seen, job, first);
			image->job_spans.items[kept] = image->job_spans.items[i];
			image->jobs.items[kept++] = job;
		} else if (!takes_nothing(job)) {
			struct diag *diag =
			    diag_report(&c->diags, CHECK_JOB_TWICE, job_span(image, i),
			                "this job is listed twice: equal devices are one");

			diag_note(&c->diags, diag, job_span(image, *first), "it stands here too");
			diag_hint(&c->diags, diag,
			          "`distinct \"second\" (...)` makes another one of it");
		}
	}
	image->jobs.n = image->job_spans.n = kept;
}

void resolve(struct compilation *c)
{
	if (!c->image)
		return;
	check_jobs(c);
	reach_all(c);
	/* A graph in which nothing is decided is looked at; no image is made of it. */
	if (c->options.evaluation != EVALUATE_NOTHING)
		check_nodes(c);
	resolve_keys(c);
	if (c->options.evaluation != EVALUATE_NOTHING)
		resolve_files(c);
	resolve_image(c);
	resolve_names(c);
}
