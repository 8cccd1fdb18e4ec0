#include "build.h"

#include "scan.h"
#include "state.h"
#include "syntax.h"

#include <string.h>

void build_add_item(struct parse *p, struct item *item)
{
	if (item->kind != ITEM_ERROR || item->name.name)
		p->items = item_chain_add(p->items, item);
	while (p->strays.first) {
		struct item *stray = p->strays.first;

		p->strays.first = stray->next;
		stray->next = NULL;
		p->items = item_chain_add(p->items, stray);
	}
	p->strays = (struct item_chain)NO_LINKS;
}

struct item *build_let(struct parse *p, struct span span, struct definition *definition)
{
	struct ident name = definition->name;
	struct diag *diag;

	if (name.name && !strcmp(name.name, "rec") && definition->value->kind == EXPR_FUN) {
		diag = diag_report(p->diags, CHECK_HABIT, name.span,
		                   "this defines a function that is called `rec`");
		diag_hint(p->diags, diag,
		          "a function cannot call itself, so there is no `let rec`; "
		          "`fold` and `map` go through a list");
	}
	return item_let(p->arena, span, definition, false);
}

struct item *build_unit_let(struct parse *p, struct span span, struct span value)
{
	struct diag *diag =
	    diag_report(p->diags, CHECK_SYNTAX, value, "expected `register` after `let () =`");

	diag_hint(p->diags, diag, "a value is named to be used: `let NAME = ...`");
	return item_new(p->arena, span, ITEM_ERROR, (struct ident){ 0 });
}

/* Is the bracket before the `let` open? Then that is what is said. */
static bool is_bracket(struct token token)
{
	return token.kind && token.kind < 128 && strchr("([{", token.kind);
}

struct expr *build_let_without_in(struct parse *p, struct span span, struct span let,
                                  struct definition *definition)
{
	struct token before = p->before_let;
	struct diag *diag;

	if (scan_first_on_line(p, let.begin) && scan_column(p, let.begin) <= p->indent) {
		if (!is_bracket(before))
			diag_report(p->diags, CHECK_SYNTAX, before.span,
			            "expected an expression after %s, found `let`",
			            syntax_token_text(p, before));
		p->strays = item_chain_add(p->strays, item_let(p->arena, span, definition, false));
	} else {
		diag = diag_report(p->diags, CHECK_SYNTAX, let, "this `let` has no `in`");
		diag_hint(p->diags, diag,
		          "inside an expression it is written `let %s = ... in ...`",
		          definition->name.name);
	}
	return expr_plain(p->arena, span, EXPR_ERROR);
}

int64_t build_negative(int64_t integer)
{
	return integer == INT64_MIN ? INT64_MIN : -integer;
}

struct interface_body *interface_body_add_field(struct interface_body *body, struct field *field)
{
	body->fields = field_chain_add(body->fields, field);
	return body;
}

struct interface_body *interface_body_add_proto(struct interface_body *body, struct c_proto *proto)
{
	if (proto)
		body->protos = c_proto_chain_add(body->protos, proto);
	return body;
}
