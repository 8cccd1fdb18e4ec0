/* AST -> text; see ast_dump.h. Types, patterns and expressions stand on one line, items on several.
 */
#include "lang/ast_dump.h"

#include <inttypes.h>

static const char *const operator_names[] = {
	[OP_APPLY] = "$",  [OP_AT_ARROW] = "@->", [OP_OR] = "||", [OP_AND] = "&&", [OP_EQ] = "=",
	[OP_NE] = "<>",    [OP_LT] = "<",         [OP_LE] = "<=", [OP_GT] = ">",   [OP_GE] = ">=",
	[OP_CONCAT] = "^", [OP_CONS] = "::",      [OP_ADD] = "+", [OP_SUB] = "-",  [OP_MUL] = "*",
	[OP_NOT] = "!",    [OP_NEGATE] = "-",
};

static const char *const label_marks[] = { "", "~", "?" };

static void dump_name(struct text *out, struct ident ident)
{
	text_puts(out, ident.name ? ident.name : "<none>");
}

/* ---- types ---- */

static void dump_variant(struct text *out, const struct type_expr *type)
{
	static const char *const opens[] = { "[", "[>", "[<" };

	text_puts(out, opens[type->row]);
	for (const struct tag_expr *tag = type->tags; tag; tag = tag->next) {
		text_puts(out, " `");
		dump_name(out, tag->tag);
		if (tag->payload) {
			text_puts(out, " of ");
			ast_dump_type(out, tag->payload);
		}
	}
	text_putc(out, ']');
}

void ast_dump_type(struct text *out, const struct type_expr *type)
{
	switch (type->kind) {
	case TYPE_EXPR_NAME:
		if (type->inner) {
			text_putc(out, '(');
			ast_dump_type(out, type->inner);
			text_putc(out, ' ');
		}
		dump_name(out, type->name);
		if (type->inner)
			text_putc(out, ')');
		break;
	case TYPE_EXPR_VAR:
		text_putc(out, '\'');
		dump_name(out, type->name);
		break;
	case TYPE_EXPR_ARROW:
	case TYPE_EXPR_AT_ARROW:
		text_putc(out, '(');
		if (type->label != LABEL_NONE)
			text_printf(out, "%s%s:", label_marks[type->label], type->name.name);
		ast_dump_type(out, type->left);
		text_puts(out, type->kind == TYPE_EXPR_ARROW ? " -> " : " @-> ");
		ast_dump_type(out, type->right);
		text_putc(out, ')');
		break;
	case TYPE_EXPR_VARIANT: dump_variant(out, type); break;
	}
}

/* ---- patterns ---- */

static void dump_pair(struct text *out, const char *head, const struct pattern *pattern)
{
	text_printf(out, "(%s", head);
	if (pattern->kind == PATTERN_TAG)
		dump_name(out, pattern->name);
	text_putc(out, ' ');
	ast_dump_pattern(out, pattern->a);
	if (pattern->b) {
		text_putc(out, ' ');
		ast_dump_pattern(out, pattern->b);
	}
	text_putc(out, ')');
}

void ast_dump_pattern(struct text *out, const struct pattern *pattern)
{
	switch (pattern->kind) {
	case PATTERN_WILD: text_putc(out, '_'); break;
	case PATTERN_NAME: dump_name(out, pattern->name); break;
	case PATTERN_INT: text_printf(out, "%" PRId64, pattern->integer); break;
	case PATTERN_STRING: text_c_string(out, pattern->string.bytes); break;
	case PATTERN_BOOL: text_puts(out, pattern->boolean ? "true" : "false"); break;
	case PATTERN_UNIT: text_puts(out, "()"); break;
	case PATTERN_NONE: text_puts(out, "none"); break;
	case PATTERN_NIL: text_puts(out, "[]"); break;
	case PATTERN_SOME: dump_pair(out, "some", pattern); break;
	case PATTERN_CONS: dump_pair(out, "::", pattern); break;
	case PATTERN_OR: dump_pair(out, "|", pattern); break;
	case PATTERN_TAG:
		if (pattern->a) {
			dump_pair(out, "`", pattern);
		} else {
			text_putc(out, '`');
			dump_name(out, pattern->name);
		}
		break;
	}
}

/* ---- expressions ---- */

static void dump_arg(struct text *out, const struct arg *arg)
{
	text_putc(out, ' ');
	if (arg->label != LABEL_NONE)
		text_printf(out, "%s%s:", label_marks[arg->label], arg->name.name);
	ast_dump_expr(out, arg->value);
}

static void dump_args(struct text *out, const struct arg *args)
{
	for (const struct arg *arg = args; arg; arg = arg->next)
		dump_arg(out, arg);
}

static void dump_annotation(struct text *out, const struct type_expr *annotation)
{
	if (!annotation)
		return;
	text_puts(out, " : ");
	ast_dump_type(out, annotation);
}

static void dump_param(struct text *out, const struct param *param)
{
	switch (param->kind) {
	case PARAM_WILD: text_putc(out, '_'); break;
	case PARAM_UNIT: text_puts(out, "()"); break;
	case PARAM_LABEL: text_printf(out, "~%s", param->name.name); break;
	case PARAM_OPTION: text_printf(out, "?%s", param->name.name); break;
	case PARAM_NAME: dump_name(out, param->name); break;
	case PARAM_DEFAULT:
		text_puts(out, "?(");
		dump_name(out, param->name);
		dump_annotation(out, param->annotation);
		text_puts(out, " = ");
		ast_dump_expr(out, param->default_value);
		text_putc(out, ')');
		return;
	}
	dump_annotation(out, param->annotation);
}

static void dump_fun(struct text *out, const struct expr *expr)
{
	text_puts(out, "(fun (");
	for (const struct param *param = expr->params; param; param = param->next) {
		dump_param(out, param);
		if (param->next)
			text_putc(out, ' ');
	}
	text_puts(out, ") ");
	ast_dump_expr(out, expr->a);
	text_putc(out, ')');
}

static void dump_match(struct text *out, const struct expr *expr)
{
	text_puts(out, "(match ");
	ast_dump_expr(out, expr->a);
	for (const struct arm *arm = expr->arms; arm; arm = arm->next) {
		text_puts(out, " (");
		ast_dump_pattern(out, arm->pattern);
		text_puts(out, " -> ");
		ast_dump_expr(out, arm->body);
		text_putc(out, ')');
	}
	text_putc(out, ')');
}

static void dump_list(struct text *out, const struct expr *expr)
{
	text_putc(out, '[');
	for (const struct element *element = expr->elements; element; element = element->next) {
		ast_dump_expr(out, element->value);
		if (element->next)
			text_puts(out, "; ");
	}
	text_putc(out, ']');
}

/* (HEAD a b c), as many as there are. */
static void dump_form(struct text *out, const char *head, const struct expr *expr)
{
	const struct expr *const parts[] = { expr->a, expr->b, expr->c };

	text_printf(out, "(%s", head);
	for (size_t i = 0; i < 3; i++)
		if (parts[i]) {
			text_putc(out, ' ');
			ast_dump_expr(out, parts[i]);
		}
	text_putc(out, ')');
}

static void dump_let(struct text *out, const struct expr *expr)
{
	text_puts(out, "(let ");
	dump_name(out, expr->name);
	dump_annotation(out, expr->annotation);
	text_puts(out, " = ");
	ast_dump_expr(out, expr->a);
	text_puts(out, " in ");
	ast_dump_expr(out, expr->b);
	text_putc(out, ')');
}

static void dump_leaf(struct text *out, const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_NAME: dump_name(out, expr->name); break;
	case EXPR_STRING: text_c_string(out, expr->string.bytes); break;
	case EXPR_INT: text_printf(out, "%" PRId64, expr->integer); break;
	case EXPR_FLOAT: text_printf(out, "%#.17g", expr->real); break;
	case EXPR_BOOL: text_puts(out, expr->boolean ? "true" : "false"); break;
	case EXPR_UNIT: text_puts(out, "()"); break;
	case EXPR_NONE: text_puts(out, "none"); break;
	case EXPR_KEY: text_printf(out, "key.%s", expr->name.name); break;
	default: text_puts(out, "<error>"); break;
	}
}

void ast_dump_expr(struct text *out, const struct expr *expr)
{
	switch (expr->kind) {
	case EXPR_SOME: dump_form(out, "some", expr); break;
	case EXPR_IF: dump_form(out, "if", expr); break;
	case EXPR_BINARY:
	case EXPR_UNARY: dump_form(out, operator_names[expr->op], expr); break;
	case EXPR_LIST: dump_list(out, expr); break;
	case EXPR_FUN: dump_fun(out, expr); break;
	case EXPR_LET: dump_let(out, expr); break;
	case EXPR_MATCH: dump_match(out, expr); break;
	case EXPR_TAG:
		text_printf(out, "%s`%s", expr->a ? "(" : "", expr->name.name);
		if (expr->a) {
			text_putc(out, ' ');
			ast_dump_expr(out, expr->a);
			text_putc(out, ')');
		}
		break;
	case EXPR_APPLY:
		text_puts(out, "(apply ");
		ast_dump_expr(out, expr->a);
		dump_args(out, expr->args);
		text_putc(out, ')');
		break;
	case EXPR_ANNOT:
		text_putc(out, '(');
		ast_dump_expr(out, expr->a);
		dump_annotation(out, expr->annotation);
		text_putc(out, ')');
		break;
	default: dump_leaf(out, expr); break;
	}
}

/* ---- items ---- */

static void dump_field(struct text *out, const struct field *field)
{
	text_puts(out, "\n  (");
	dump_name(out, field->name);
	dump_args(out, field->values);
	text_putc(out, ')');
}

static void dump_decl(struct text *out, const struct c_decl *decl)
{
	text_printf(out, "%s%s%s", decl->before, decl->name.name ? decl->name.name : "",
	            decl->after);
	if (decl->struct_tag)
		text_printf(out, " {%s}", decl->struct_tag);
}

static void dump_proto(struct text *out, const struct c_proto *proto)
{
	text_printf(out, "\n  (%s ", proto->up ? "up" : "op");
	dump_decl(out, &proto->decl);
	for (const struct c_param *param = proto->params; param; param = param->next) {
		text_puts(out, " | ");
		dump_decl(out, &param->decl);
	}
	if (proto->is_void)
		text_puts(out, " void");
	if (proto->doc) {
		text_puts(out, " doc ");
		text_c_string(out, proto->doc);
	}
	text_putc(out, ')');
}

static const char *const item_names[] = {
	[ITEM_ERROR] = "error",   [ITEM_INCLUDE] = "include",   [ITEM_REQUIRE] = "require",
	[ITEM_LET] = "let",       [ITEM_REGISTER] = "register", [ITEM_INTERFACE] = "interface",
	[ITEM_DEVICE] = "device", [ITEM_KEY] = "key",           [ITEM_TARGET] = "target",
};

static void dump_device_params(struct text *out, const struct device_param *params)
{
	for (const struct device_param *param = params; param; param = param->next) {
		text_printf(out, " (%s : ", param->name.name);
		ast_dump_type(out, param->type);
		if (param->default_value) {
			text_puts(out, " = ");
			ast_dump_expr(out, param->default_value);
		}
		text_putc(out, ')');
	}
}

static void dump_item(struct text *out, const struct item *item)
{
	text_printf(out, "(%s%s", item->is_override ? "override " : "", item_names[item->kind]);
	if (item->name.name)
		text_printf(out, " %s", item->name.name);
	for (const struct ident_list *parent = item->parents; parent; parent = parent->next)
		text_printf(out, " : %s", parent->ident.name);
	dump_device_params(out, item->params);
	dump_annotation(out, item->annotation);
	if (item->value) {
		text_puts(out, " = ");
		ast_dump_expr(out, item->value);
	}
	dump_args(out, item->args);
	for (const struct field *field = item->fields; field; field = field->next)
		dump_field(out, field);
	for (const struct c_proto *proto = item->protos; proto; proto = proto->next)
		dump_proto(out, proto);
	text_puts(out, ")\n");
}

void ast_dump(struct text *out, const struct file *file)
{
	for (const struct item *item = file->items; item; item = item->next)
		dump_item(out, item);
}
