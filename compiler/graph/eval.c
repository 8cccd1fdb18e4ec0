#include "graph/eval_private.h"

#include <ctype.h>
#include <string.h>

enum {
	MAX_STEPS = 10000000,
	MAX_IMAGE_NAME = 200 /* bytes; with a suffix behind it, it is still a file's */
};

static void eval_item(struct eval *e, struct item *item)
{
	if (!item->binding || !item->binding->live || !item->value)
		return;
	item->binding->value = eval_expr(e, item->value, frame_new(e, NULL, item->n_slots_frame));
	name_node(e, item->binding->value, item->name);
}

static void add_jobs(struct eval *e, struct image *image, const struct value *jobs,
                     const struct expr *expr)
{
	const struct element *at = expr->kind == EXPR_LIST ? expr->elements : NULL;

	for (size_t i = 0; i < jobs->list.n; i++, at = at ? at->next : NULL) {
		struct value *job = jobs->list.items[i];

		if (job->kind != VALUE_NODE)
			continue;
		*vec_push(e->arena, &image->jobs) = job->node;
		*vec_push(e->arena, &image->job_spans) = at ? at->value->span : expr->span;
	}
}

/* The image is a file of that name, in a folder that has files of mcfg's and of make's. */
static void check_image_name(struct compilation *c, const char *name, struct span span)
{
	static const char *const taken[] = {
		"FORCE",
		"Makefile",
		"all",
		"bind",
		"built",
		"clean",
		"compile_commands.json",
		"gen",
		"host",
		"include",
		"main.c",
		"mcfg.manifest",
		"mcfg.record",
		"needed.txt",
		"obj",
		"obj-debug",
		"obj-debug-trace",
		"obj-trace",
		"record.c",
	};
	const char *wrong = name;
	struct diag *diag;

	while (isalnum((unsigned char)*wrong) || (*wrong & 0x80) ||
	       (wrong > name && *wrong && strchr("_-.+", *wrong)))
		wrong++;
	if (!*wrong && wrong - name > MAX_IMAGE_NAME) {
		diag_report(&c->diags, CHECK_IMAGE_NAME, span,
		            "an image's name has at most %d bytes; its file has this name",
		            MAX_IMAGE_NAME);
		return;
	}
	if (!*name || *wrong) {
		diag = diag_report(&c->diags, CHECK_IMAGE_NAME, span,
		                   "an image cannot be called \"%s\"", name);
		diag_hint(&c->diags, diag,
		          "its file has this name: letters and digits, then also _ - . +");
		return;
	}
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		if (!strcmp(taken[i], name))
			diag_report(&c->diags, CHECK_IMAGE_NAME, span,
			            "an image cannot be called %s: the folder in which it is built "
			            "has that already",
			            name);
}

static void eval_registration(struct eval *e, const struct item *item)
{
	struct image *image = e->c->image;
	struct frame *frame = frame_new(e, NULL, item->n_slots_frame);
	struct value *name, *jobs;

	if (item->n_args < 2)
		return;
	image->span = item->args->value->span;
	name = eval_expr(e, item->args->value, frame);
	jobs = eval_expr(e, item->args->next->value, frame);
	if (name->kind == VALUE_SCALAR)
		check_image_name(e->c, image->name = value_text(name), item->args->value->span);
	else
		must_be_known(e, name, image->span, "the name of the image");
	if (jobs->kind == VALUE_LIST)
		add_jobs(e, image, jobs, item->args->next->value);
	else
		must_be_known(e, jobs, item->args->next->value->span, "the list of jobs");
}

static struct value *constant(struct eval *e, enum mcfg_type type, bool boolean)
{
	return value_scalar(e, type, (union mcfg_value){ .boolean = boolean });
}

void eval(struct compilation *c)
{
	const char *real = path_real(&c->arena, c->options.path);
	struct eval e = { .c = c, .arena = &c->arena, .graph = &c->graph };

	e.max_steps = c->options.max_steps ? c->options.max_steps : MAX_STEPS;
	e.config_dir = path_dir(&c->arena, real ? real : c->options.path);
	e.group = e.distinct = intern(&c->names, "");
	e.poison = value_new(&e, VALUE_POISON);
	e.unit = value_new(&e, VALUE_UNIT);
	e.none = value_new(&e, VALUE_NONE);
	e.yes = constant(&e, MCFG_BOOL, true);
	e.no = constant(&e, MCFG_BOOL, false);
	c->image = arena_new(&c->arena, struct image);
	c->image->name = "";
	target_begin(&e);
	for (struct file *file = c->files; file; file = file->next)
		for (struct item *item = file->items; item; item = item->next)
			if (item->kind == ITEM_LET)
				eval_item(&e, item);
	if (c->registration)
		eval_registration(&e, c->registration);
	keys_declare(&e);
	target_choose(&e);
}
