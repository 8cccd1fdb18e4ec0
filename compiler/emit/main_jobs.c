/* main_jobs.c - main.c: the jobs, and what the platform's start is told. */
#include "emit/main_c.h"

#include "version.h"

/* The operation of a job. */
static const struct operation *run_of(const struct emit *e)
{
	return &e->c->decls.job->ops.items[0];
}

static const char *run_application(struct emit *e, const struct node *node)
{
	struct text text;

	text_init(&text, e->arena);
	text_printf(&text, "%s_start(", node->device->name);
	for (size_t i = 0; i < node->n_args; i++)
		text_printf(&text, "%s%s", i ? ", " : "",
		            main_argument(e, node->args[i], node->device->args.items[i].interface));
	text_putc(&text, ')');
	return text_string(&text);
}

static const char *run_device(struct emit *e, const struct node *node)
{
	const struct implementer *by = &model_device(e, node->device)->implementer;
	struct member member = { by, occurrence_canonical(e, by->interface, e->c->decls.job) };

	return arena_printf(e->arena, "%s(%s)", c_function(e->arena, &member, run_of(e)),
	                    main_argument(e, node, e->c->decls.job));
}

/* Choices within choices deeper than this are functions of their own. */
enum { MAX_NESTING = 4 };

/* By node: how deep a choice of jobs stands in others, 0 for what is no job; whether it is written
   as a function, run_NAME; and whether others call that. */
struct nesting {
	unsigned char *depth;
	bool *is_function, *is_called;
};

static void nest(const struct nesting *nesting, const struct node *node)
{
	unsigned depth = nesting->is_function[node->id] ? 1 : nesting->depth[node->id];

	for (size_t i = 0; i < node->n_branches; i++) {
		const struct node *branch = node->branches[i].node;

		if (branch->kind != NODE_CHOICE || !branch->reached || !branch->available)
			continue;
		if (nesting->depth[branch->id] || depth >= MAX_NESTING)
			nesting->is_function[branch->id] = nesting->is_called[branch->id] = true;
		nesting->depth[branch->id] = (unsigned char)(depth + 1);
	}
}

/* From the jobs down: a choice stands before those that lead to it. */
static void find_nesting(struct emit *e, struct nesting *nesting)
{
	size_t n = e->c->graph.nodes.n;

	nesting->depth = arena_array(e->arena, unsigned char, n + 1);
	nesting->is_function = arena_array(e->arena, bool, n + 1);
	nesting->is_called = arena_array(e->arena, bool, n + 1);
	for (size_t i = 0; i < e->image->jobs.n; i++) {
		nesting->depth[e->image->jobs.items[i]->id] = 1;
		nesting->is_function[e->image->jobs.items[i]->id] = true;
	}
	for (size_t i = e->image->nodes.n; i-- > 0;)
		if (nesting->depth[e->image->nodes.items[i]->id])
			nest(nesting, e->image->nodes.items[i]);
}

/* Runs what a choice leads to. */
static void put_run(struct emit *e, struct text *text, const struct nesting *nesting,
                    const struct node *node)
{
	if (node->kind != NODE_CHOICE) {
		text_line(text, "return %s;",
		          node->device->is_foreign ? run_application(e, node)
		                                   : run_device(e, node));
		return;
	}
	text_line(text, "switch (chosen.%s) {", node->name);
	for (size_t i = 0; i < node->n_branches; i++) {
		const struct node *branch = node->branches[i].node;

		if (!branch->reached || !branch->available)
			continue;
		text_open(text, "case %zu:", i);
		if (branch->kind == NODE_CHOICE && nesting->is_function[branch->id])
			text_line(text, "return run_%s();", branch->name);
		else
			put_run(e, text, nesting, branch);
		text->indent--;
	}
	text_line(text, "default: return 0;");
	text_line(text, "}");
}

static void put_function(struct emit *e, struct text *text, const struct nesting *nesting,
                         const struct node *node)
{
	text_line(text, "static int run_%s(void)", node->name);
	text_open(text, "{");
	put_run(e, text, nesting, node);
	text_close(text, "}\n");
}

static void put_jobs(struct emit *e, struct text *text)
{
	struct nesting nesting;

	find_nesting(e, &nesting);
	/* What is called stands before its caller: a node has a greater number than its branches.
	 */
	for (size_t i = 0; i < e->image->nodes.n; i++)
		if (nesting.is_called[e->image->nodes.items[i]->id])
			put_function(e, text, &nesting, e->image->nodes.items[i]);
	for (size_t i = 0; i < e->image->jobs.n; i++)
		if (!nesting.is_called[e->image->jobs.items[i]->id])
			put_function(e, text, &nesting, e->image->jobs.items[i]);
	text_open(text, "static const struct mcfg_job jobs[] = {");
	for (size_t i = 0; i < e->image->jobs.n; i++)
		text_line(text, "{ \"%s\", run_%s },", e->image->jobs.items[i]->name,
		          e->image->jobs.items[i]->name);
	text_close(text, "};\n");
}

static void put_array(struct text *text, const char *name, bool there)
{
	if (!there)
		return;
	text_line(text, ".%s = %s,", name, name);
	text_line(text, ".n_%s = sizeof %s / sizeof *%s,", name, name, name);
}

static void put_image(struct emit *e, struct text *text)
{
	struct text name;

	text_init(&name, e->arena);
	text_c_string(&name, e->image->name);
	text_open(text, "const struct mcfg_image mcfg_image = {");
	text_line(text, ".name = %s,", text_string(&name));
	text_line(text, ".made_by = \"mcfg %s\",", MCFG_VERSION);
	put_array(text, "options", emit_main_has_options(e));
	text_line(text, ".lacks = %s,", emit_main_lacking(e));
	put_array(text, "fixed", emit_main_has_fixed(e));
	if (e->any_open)
		text_line(text, ".decide = decide,");
	if (main_n_connected(e)) {
		text_line(text, ".connect = connect_all,");
		if (main_disconnects(e))
			text_line(text, ".disconnect = disconnect_all,");
	}
	put_array(text, "jobs", e->image->jobs.n > 0);
	text_close(text, "};");
}

void emit_main_jobs(struct emit *e, struct text *text)
{
	main_section(text, "The jobs.");
	if (e->image->jobs.n)
		put_jobs(e, text);
	put_image(e, text);
}
