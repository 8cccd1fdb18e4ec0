/* eval_expr.c - what each form of expression evaluates to. */
#include "graph/eval_private.h"
#include "graph/resolve_private.h"

#include <ctype.h>
#include <string.h>

struct frame *frame_new(struct eval *e, struct frame *up, size_t n_slots)
{
	struct frame *frame =
	    arena_alloc(e->arena, sizeof *frame + n_slots * sizeof(struct value *));

	frame->up = up;
	frame->level = up ? up->level + 1 : 0;
	frame->n = n_slots;
	return frame;
}

struct frame *frame_copy(struct eval *e, const struct frame *frame)
{
	struct frame *copy = frame_new(e, frame->up, frame->n);

	memcpy(copy->slots, frame->slots, frame->n * sizeof(struct value *));
	return copy;
}

/* The step limit: total is not linear. */
static bool may_step(struct eval *e, struct span span)
{
	struct diag *diag;

	if (e->stopped)
		return false;
	if (++e->steps <= e->max_steps)
		return true;
	e->stopped = true;
	diag = diag_report(&e->c->diags, CHECK_STEPS, span_known(e->call) ? e->call : span,
	                   "this took more than %llu steps to evaluate",
	                   (unsigned long long)e->max_steps);
	if (span_known(e->call) && span.begin != e->call.begin)
		diag_note(&e->c->diags, diag, span, "the limit was reached here");
	diag_hint(&e->c->diags, diag, "--max-steps moves the limit");
	return false;
}

/* Where nothing is to be decided, a key that shapes the graph is, the next time. */
static bool decide_next_time(struct eval *e, struct key *key)
{
	struct compilation *c = e->c;

	if (c->options.evaluation != EVALUATE_NOTHING || !key || key->decl->builtin != KEY_DECLARED)
		return false;
	if (!key->value && key->decl->stage != STAGE_CONFIGURE)
		return false;
	if (!key->value)
		key_report_missing(c, key);
	for (size_t i = 0; key->value && i < c->undecided.n; i++)
		if (!strcmp(c->undecided.items[i], key->option))
			return true;
	if (key->value)
		*vec_push(e->arena, &c->undecided) = key->option;
	return true;
}

struct value *must_be_known(struct eval *e, const struct value *value, struct span span,
                            const char *what)
{
	const struct value *open = value_open_part(value);
	struct diag *diag;
	struct key *key;

	if (value->kind == VALUE_POISON)
		return e->poison;
	while (open && open->open.op != OPEN_KEY)
		open = value_open_part(open->open.a)   ? value_open_part(open->open.a)
		       : value_open_part(open->open.b) ? value_open_part(open->open.b)
		                                       : value_open_part(open->open.c);
	key = open ? open->open.key : NULL;
	if (decide_next_time(e, key))
		return e->poison;
	diag = diag_report(&e->c->diags, CHECK_OPEN, span,
	                   "%s must be known at configure time, but depends on key.%s", what,
	                   key ? key->c_name : "?");
	if (key && span_known(key->decl->span))
		diag_note(&e->c->diags, diag, key->decl->span, "key %s stays open until run time",
		          key->decl->name);
	if (key && key->decl->stage == STAGE_RUN)
		diag_hint(&e->c->diags, diag, "declare it with stage `both or `configure");
	else if (key)
		diag_hint(&e->c->diags, diag,
		          "give --%s=... to configure, or declare it with "
		          "stage `configure",
		          key->option);
	return e->poison;
}

/* ---- names ----------------------------------------------------------------------------------- */

static struct value *eval_local(const struct binding *binding, struct frame *frame)
{
	while (frame->level != binding->level)
		frame = frame->up;
	return frame->slots[binding->slot];
}

static struct value *eval_name(struct eval *e, const struct expr *expr, struct frame *frame)
{
	struct binding *binding = expr->binding;
	struct value *value = NULL;

	if (!binding)
		return e->poison;
	switch (binding->kind) {
	case BINDING_LET: value = binding->value; break;
	case BINDING_LOCAL: value = eval_local(binding, frame); break;
	case BINDING_DEVICE:
		value = device_default(e, device_value(e, binding->device, expr->span), expr->span);
		break;
	case BINDING_INTERFACE:
		value = value_new(e, VALUE_INTERFACE);
		value->interface = binding->interface;
		break;
	case BINDING_BUILTIN:
		value = value_new(e, VALUE_BUILTIN);
		value->builtin.id = binding->builtin;
		value->builtin.name = expr;
		break;
	}
	return value ? value : e->poison;
}

/* A node takes the name of the user's innermost `let` that first evaluates to it. */
void name_node(struct eval *e, struct value *value, struct ident name)
{
	struct source *source = sources_of(&e->c->sources, name.span);

	if (value->kind != VALUE_NODE || value->node->let || !source || !source->of_user)
		return;
	value->node->let = name.name;
	value->node->let_span = name.span;
}

/* ---- literals -------------------------------------------------------------------------------- */

/*
 * A path literal is relative to its own file. Values hold paths relative to the configuration's
 * folder, so that an image does not depend on where its tree lies; what belongs to the installation
 * is absolute.
 */
static const char *literal_path(struct eval *e, const struct expr *expr)
{
	struct source *source = sources_of(&e->c->sources, expr->span);
	const char *dir, *path = expr->value.string;

	if (*path == '/' || !source)
		return path;
	dir = path_dir(e->arena, source->real);
	if (!strcmp(dir, e->config_dir))
		return path;
	if (!source->of_user)
		return path_join(e->arena, dir, path);
	return path_join(e->arena, path_relative(e->arena, e->config_dir, dir), path);
}

static struct value *eval_literal(struct eval *e, const struct expr *expr)
{
	union mcfg_value value = expr->value;

	if (expr->literal == MCFG_PATH)
		value.string = literal_path(e, expr);
	return value_scalar(e, expr->literal, value);
}

/* ---- compound expressions -------------------------------------------------------------------- */

static struct value *eval_list(struct eval *e, const struct expr *expr, struct frame *frame)
{
	struct value **items = arena_array(e->arena, struct value *, expr->n_elements);
	size_t n = 0;

	for (const struct element *at = expr->elements; at; at = at->next) {
		if (expr->list_kind == LIST_KEYS && at->value->kind == EXPR_KEY) {
			struct key_decl *decl = at->value->key;
			struct value *key = value_new(e, VALUE_KEY);

			if (!decl)
				continue;
			key->key = key_use(e, decl);
			items[n++] = key;
			continue;
		}
		items[n++] = eval_expr(e, at->value, frame);
	}
	return value_list(e, items, n);
}

static struct value *eval_tag(struct eval *e, const struct expr *expr, struct frame *frame)
{
	struct value *value = value_new(e, VALUE_TAG);

	value->tag.name = expr->name.name;
	if (expr->a)
		value->tag.payload = eval_expr(e, expr->a, frame);
	return value;
}

static struct value *eval_some(struct eval *e, const struct expr *expr, struct frame *frame)
{
	struct value *value = eval_expr(e, expr->a, frame);

	if (value->kind == VALUE_POISON)
		return value;
	if (value->kind == VALUE_OPEN) {
		struct value_type type = value->open.type;

		type.shape = SHAPE_OPTION;
		return open_make(e, OPEN_SOME, type, value, NULL, NULL);
	}
	return value_some(e, value);
}

static struct value *eval_fun(struct eval *e, const struct expr *expr, struct frame *frame)
{
	struct value *value = value_new(e, VALUE_FUNCTION);

	value->function.fun = expr;
	value->function.frame = frame;
	return value;
}

static struct value *eval_let(struct eval *e, const struct expr *expr, struct frame *frame)
{
	struct value *value = eval_expr(e, expr->a, frame);

	name_node(e, value, expr->name);
	if (expr->binding)
		frame->slots[expr->binding->slot] = value;
	return eval_expr(e, expr->b, frame);
}

static struct value *eval_if(struct eval *e, const struct expr *expr, struct frame *frame)
{
	struct value *test = eval_expr(e, expr->a, frame);
	struct alternatives both = { .span = expr->span };

	if (test->kind == VALUE_POISON)
		return test;
	if (test->kind != VALUE_OPEN)
		return eval_expr(e, value_is_bool(test, true) ? expr->b : expr->c, frame);
	*vec_push(e->arena, &both.tests) = test;
	*vec_push(e->arena, &both.values) = eval_expr(e, expr->b, frame);
	*vec_push(e->arena, &both.values) = eval_expr(e, expr->c, frame);
	*vec_push(e->arena, &both.labels) = "true";
	*vec_push(e->arena, &both.labels) = "false";
	both.condition = open_text(e, test);
	return choose(e, &both);
}

static struct value *eval_match(struct eval *e, const struct expr *expr, struct frame *frame)
{
	struct value *value = eval_expr(e, expr->a, frame);

	return value->kind == VALUE_POISON ? value : match(e, expr, value, frame);
}

static struct value *eval_binary(struct eval *e, const struct expr *expr, struct frame *frame)
{
	struct value *a = eval_expr(e, expr->a, frame);
	struct value *b, *arrow;

	if ((expr->op == OP_AND && value_is_bool(a, false)) ||
	    (expr->op == OP_OR && value_is_bool(a, true)))
		return a;
	b = eval_expr(e, expr->b, frame);
	if (expr->op == OP_APPLY)
		return node_apply(e, a, b, expr->span, expr->b->span);
	if (expr->op != OP_AT_ARROW)
		return operate(e, expr, a, b);
	if (a->kind != VALUE_INTERFACE || (b->kind != VALUE_INTERFACE && b->kind != VALUE_ARROW))
		return e->poison;
	arrow = value_new(e, VALUE_ARROW);
	arrow->arrow.left = a->interface;
	arrow->arrow.left_span = expr->a->span;
	arrow->arrow.right = b;
	return arrow;
}

/* ---- applications ---------------------------------------------------------------------------- */

static struct value *eval_slot(struct eval *e, const struct slot *slot, struct frame *frame)
{
	struct value *value;

	switch (slot->from) {
	case SLOT_DEFAULT: return e->none;
	case SLOT_LATER: return NULL;
	default:
		value = eval_expr(e, slot->value, frame);
		return slot->wrap && value->kind != VALUE_POISON ? value_some(e, value) : value;
	}
}

/* A group's name becomes a part of options and of C names. */
static bool is_group_name(const char *name)
{
	if (*name && !islower((unsigned char)*name))
		return false;
	for (; *name; name++)
		if (!islower((unsigned char)*name) && !isdigit((unsigned char)*name) &&
		    *name != '_' && *name != '-')
			return false;
	return true;
}

/* The names of all groups around, or all `distinct`s: they are joined at each level. */
enum { MAX_SCOPE_BYTES = 4096 };

/* `group "mgmt" e` and `distinct "b" e`: e is evaluated under another name. */
static struct value *eval_scoped(struct eval *e, const struct expr *expr, struct frame *frame)
{
	bool is_group = expr->scoped == SCOPED_GROUP;
	const char **around = is_group ? &e->group : &e->distinct;
	const char *before = *around, *name;
	struct value *label = eval_expr(e, expr->args->value, frame);
	struct value *value;

	if (label->kind != VALUE_SCALAR)
		return must_be_known(e, label, expr->args->value->span,
		                     is_group ? "the name of a group"
		                              : "the name after `distinct`");
	name = value_text(label);
	if (is_group && !is_group_name(name)) {
		diag_report(&e->c->diags, CHECK_GROUP, expr->args->value->span,
		            "`%s` cannot be the name of a group: it begins with a small letter and "
		            "goes on with small letters, digits, `_` and `-`",
		            name);
		return e->poison;
	}
	if (strlen(before) + strlen(name) > MAX_SCOPE_BYTES) {
		diag_report(&e->c->diags, CHECK_GROUP, expr->args->value->span,
		            "with those around it this name is longer than %d bytes",
		            MAX_SCOPE_BYTES);
		return e->poison;
	}
	if (*name)
		*around = intern(&e->c->names, *before ? arena_printf(e->arena, "%s%s%s", before,
		                                                      is_group ? "-" : "/", name)
		                                       : name);
	value = eval_expr(e, expr->args->next->value, frame);
	for (const struct arg *arg = expr->args->next->next; arg; arg = arg->next)
		value = apply_to(e, value, eval_expr(e, arg->value, frame), expr->span);
	*around = before;
	return value;
}

/* The head of an application: a device there is not yet given its defaults. */
static struct value *eval_head(struct eval *e, const struct expr *expr, struct frame *frame)
{
	if (expr->kind == EXPR_NAME && expr->binding && expr->binding->kind == BINDING_DEVICE)
		return device_value(e, expr->binding->device, expr->span);
	return eval_expr(e, expr, frame);
}

static struct value *eval_apply(struct eval *e, const struct expr *expr, struct frame *frame)
{
	struct argument *arguments;
	struct value *function, *value;
	bool outermost = e->n_calls++ == 0;

	if (outermost)
		e->call = expr->span;
	function = eval_head(e, expr->a, frame);
	arguments = arena_array(e->arena, struct argument, expr->n_slots);
	for (size_t i = 0; i < expr->n_slots; i++) {
		arguments[i].value = eval_slot(e, &expr->slots[i], frame);
		arguments[i].span =
		    expr->slots[i].from == SLOT_ARG ? expr->slots[i].value->span : expr->span;
	}
	value = apply(e, function, arguments, expr->n_slots, expr->span);
	e->n_calls--;
	if (outermost)
		e->call = (struct span){ 0 };
	return value;
}

struct value *eval_expr(struct eval *e, const struct expr *expr, struct frame *frame)
{
	if (expr->bad || !may_step(e, expr->span))
		return e->poison;
	if (compilation_too_deep(e->c)) {
		diag_report(&e->c->diags, CHECK_DEPTH, expr->span,
		            "this is nested too deeply to evaluate");
		e->stopped = true;
		return e->poison;
	}
	switch (expr->kind) {
	case EXPR_ERROR: return e->poison;
	case EXPR_NAME: return eval_name(e, expr, frame);
	case EXPR_STRING:
	case EXPR_INT:
	case EXPR_FLOAT: return eval_literal(e, expr);
	case EXPR_BOOL: return value_bool(e, expr->boolean);
	case EXPR_UNIT: return e->unit;
	case EXPR_NONE: return e->none;
	case EXPR_SOME: return eval_some(e, expr, frame);
	case EXPR_TAG: return eval_tag(e, expr, frame);
	case EXPR_LIST: return eval_list(e, expr, frame);
	case EXPR_KEY: return expr->key ? key_read(e, expr->key, expr->span) : e->poison;
	case EXPR_APPLY:
		return expr->scoped ? eval_scoped(e, expr, frame) : eval_apply(e, expr, frame);
	case EXPR_FUN: return eval_fun(e, expr, frame);
	case EXPR_LET: return eval_let(e, expr, frame);
	case EXPR_IF: return eval_if(e, expr, frame);
	case EXPR_MATCH: return eval_match(e, expr, frame);
	case EXPR_BINARY: return eval_binary(e, expr, frame);
	case EXPR_UNARY: return operate_unary(e, expr, eval_expr(e, expr->a, frame));
	case EXPR_ANNOT: return eval_expr(e, expr->a, frame);
	}
	return e->poison;
}
