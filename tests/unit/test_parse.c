/* The parser: places, large and deep inputs, what recovery keeps. Trees are in tests/lang/parse. */
#include "lang/ast_dump.h"
#include "literal.h"
#include "parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct compilation c;

static int begin(void **state)
{
	(void)state;
	compilation_init(&c);
	return 0;
}

static int end(void **state)
{
	(void)state;
	compilation_fini(&c);
	return 0;
}

static struct source *source_of(const char *text)
{
	return sources_add(&c.sources, "test.mcfg", NULL, text, strlen(text));
}

static struct file *parse(const char *text)
{
	return parse_source(&c, source_of(text));
}

static const char *tree_of(const char *text)
{
	struct text out;

	text_init(&out, &c.arena);
	ast_dump(&out, parse(text));
	return text_string(&out);
}

/* The text at a span. */
static const char *at(struct span span)
{
	const struct source *source = sources_of(&c.sources, span);

	return arena_strndup(&c.arena, source->bytes + span.begin, span.end - span.begin);
}

/* `n` times `part` between `before` and `after`. */
static const char *repeat(const char *before, const char *part, size_t n, const char *after)
{
	struct text text;

	text_init(&text, &c.arena);
	text_puts(&text, before);
	for (size_t i = 0; i < n; i++)
		text_puts(&text, part);
	text_puts(&text, after);
	return text_string(&text);
}

/* ---- places ---- */

static void spans_are_those_of_the_text(void **state)
{
	const struct item *let = parse("(* é *) let  f x = g  (x + 1) ~l:[ 2 ]  # end\n")->items;
	const struct expr *body = let->value->a;

	(void)state;
	assert_string_equal(at(let->span), "let  f x = g  (x + 1) ~l:[ 2 ]");
	assert_string_equal(at(let->name.span), "f");
	assert_string_equal(at(let->value->params->span), "x");
	assert_string_equal(at(body->span), "g  (x + 1) ~l:[ 2 ]");
	assert_string_equal(at(body->args->value->span), "x + 1");
	assert_string_equal(at(body->args->value->op_span), "+");
	assert_string_equal(at(body->args->next->span), "~l:[ 2 ]");
}

static void patterns_of_lists_have_places(void **state)
{
	const struct item *let = parse("let f = match x with [ a; b ] -> 1")->items;
	const struct pattern *list = let->value->arms->pattern;

	(void)state;
	assert_string_equal(at(list->span), "[ a; b ]");
	assert_string_equal(at(list->a->span), "a");
	assert_string_equal(at(list->b->span), "b ]");
	assert_int_equal(list->b->b->kind, PATTERN_NIL);
}

static void prototypes_have_places(void **state)
{
	const struct item *item =
	    parse("interface i {\n op int f(const char *s[2], int);\n}")->items;
	const struct c_proto *proto = item->protos;

	(void)state;
	assert_string_equal(at(proto->span), "op int f(const char *s[2], int);");
	assert_string_equal(at(proto->decl.span), "int f");
	assert_string_equal(at(proto->params->decl.span), "const char *s[2]");
	assert_string_equal(at(proto->params->decl.name.span), "s");
	assert_null(proto->params->next->decl.name.name);
}

static void a_literal_knows_where_its_bytes_stand(void **state)
{
	struct source *source = source_of("\"a\\x41\\u00e9b\\\nc\"");
	struct span whole = { source->id, 0, (uint32_t)source->len };

	(void)state;
	assert_string_equal(at(literal_span(source, whole, 0, 1)), "a");
	assert_string_equal(at(literal_span(source, whole, 1, 1)), "\\x41");
	assert_string_equal(at(literal_span(source, whole, 2, 2)), "\\u00e9");
	assert_string_equal(at(literal_span(source, whole, 3, 1)), "\\u00e9");
	assert_string_equal(at(literal_span(source, whole, 4, 1)), "b");
	assert_string_equal(at(literal_span(source, whole, 5, 1)), "c");
	assert_string_equal(at(literal_span(source, whole, 0, 6)), "a\\x41\\u00e9b\\\nc");
	assert_string_equal(at(literal_span(source, whole, 6, 1)), "\"");
}

/* ---- large and deep ---- */

static void a_list_of_a_million(void **state)
{
	const struct file *file = parse(repeat("let x = [", "a;", 1000000, "]"));

	(void)state;
	assert_int_equal(c.diags.all.n, 0);
	assert_int_equal(file->items->value->n_elements, 1000000);
}

static void a_hundred_thousand_items(void **state)
{
	const struct file *file = parse(repeat("", "let x = f $ g\n", 100000, ""));
	size_t n = 0;

	(void)state;
	for (const struct item *item = file->items; item; item = item->next)
		n++;
	assert_int_equal(n, 100000);
}

static void parentheses_have_no_depth(void **state)
{
	size_t n = 1000000;
	const char *close = repeat("1", ")", n, "");
	const struct file *file = parse(repeat("let x = ", "(", n, close));

	(void)state;
	assert_int_equal(c.diags.all.n, 0);
	assert_int_equal(file->items->value->kind, EXPR_INT);
}

static void too_deep_is_a_message(void **state)
{
	const char *text = repeat("let x = ", "(", 5000000, "");

	(void)state;
	parse(text);
	assert_int_equal(c.diags.n_errors, 1);
	assert_int_equal(c.diags.all.items[0]->check, CHECK_DEPTH);
}

static void many_mistakes_take_linear_time(void **state)
{
	(void)state;
	parse(repeat("", "let x = )\n", 50000, ""));
	assert_int_equal(c.diags.n_errors, 50000);
	parse(repeat("let x = ", "[ + ; ", 20000, ""));
	parse(repeat("let x = ", "(+", 20000, ""));
	parse(repeat("(* \"", "\\\"", 1000000, " *)"));
}

/* ---- recovery ---- */

static void one_missing_bracket_is_one_message(void **state)
{
	const char *tree = tree_of("let a = f (g [ 1; 2\nlet b = 3\n");

	(void)state;
	assert_string_equal(tree, "(let a = (apply f (apply g [1; 2])))\n(let b = 3)\n");
	assert_int_equal(c.diags.n_errors, 1);
}

static void a_missing_value_leaves_both_definitions(void **state)
{
	const char *tree = tree_of("let a =\nlet b = 1\nlet c = 2\n");

	(void)state;
	assert_string_equal(tree, "(let a = <error>)\n(let b = 1)\n(let c = 2)\n");
	assert_int_equal(c.diags.n_errors, 1);
}

static void a_broken_declaration_keeps_its_name(void **state)
{
	const struct file *file = parse("device d : -> { }\nkey k\nlet l 1 = 2\n");
	const struct item *device = file->items, *key = device->next, *let = key->next;

	(void)state;
	assert_int_equal(device->kind, ITEM_ERROR);
	assert_string_equal(device->name.name, "d");
	assert_string_equal(key->name.name, "k");
	assert_int_equal(let->kind, ITEM_LET);
	assert_int_equal(let->value->kind, EXPR_ERROR);
	assert_int_equal(c.diags.n_errors, 3);
}

static void each_mistake_in_a_list_is_reported(void **state)
{
	(void)state;
	parse("let a = [ b + ; c d ->; (e $); f ]\n");
	assert_int_equal(c.diags.n_errors, 3);
}

/* ---- what is no text ---- */

static void bytes_that_are_no_text(void **state)
{
	static const char nul[] = "let a = 1\0";
	static const char *const wrong[] = { "\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80",
		                             "\xe2\x82" };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_null(parse(wrong[i])->items);
		assert_int_equal(c.diags.n_errors, i + 1);
		assert_int_equal(c.diags.all.items[i]->check, CHECK_ENCODING);
	}
	parse_source(&c, sources_add(&c.sources, "nul.mcfg", NULL, nul, sizeof nul - 1));
	assert_int_equal(c.diags.all.items[c.diags.all.n - 1]->span.begin, 9);
}

static void an_empty_text_has_no_items(void **state)
{
	(void)state;
	assert_null(parse("")->items);
	assert_null(parse(" \n\t(* *)# x")->items);
	assert_int_equal(c.diags.all.n, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(spans_are_those_of_the_text),
		TEST(patterns_of_lists_have_places),
		TEST(prototypes_have_places),
		TEST(a_literal_knows_where_its_bytes_stand),
		TEST(a_list_of_a_million),
		TEST(a_hundred_thousand_items),
		TEST(parentheses_have_no_depth),
		TEST(too_deep_is_a_message),
		TEST(many_mistakes_take_linear_time),
		TEST(one_missing_bracket_is_one_message),
		TEST(a_missing_value_leaves_both_definitions),
		TEST(a_broken_declaration_keeps_its_name),
		TEST(each_mistake_in_a_list_is_reported),
		TEST(bytes_that_are_no_text),
		TEST(an_empty_text_has_no_items),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
