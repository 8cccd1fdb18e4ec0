/* What scope and check write into the tree, and that they stay linear and polite. */
#include "compilation.h"
#include "lang/check.h"
#include "lang/scope.h"
#include "lang/type.h"
#include "parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

/* ---- a configuration from a text, without any declarations --------------------------------- */

static struct compilation *begin(void)
{
	static struct compilation c;

	compilation_init(&c);
	return &c;
}

static void add_text(struct compilation *c, const char *text)
{
	struct source *source = sources_add(&c->sources, "case.mcfg", NULL, text, strlen(text));
	struct file *file;

	source->of_user = true;
	file = parse_source(c, source);
	*c->files_end = file;
	c->files_end = &file->next;
	for (struct item *item = file->items; item; item = item->next)
		if (item->kind == ITEM_REGISTER)
			c->registration = item;
}

static int run(void *context)
{
	struct compilation *c = context;

	scope(c);
	check(c);
	return 0;
}

static struct compilation *checked(const char *text)
{
	enum { STACK_BYTES = 256 << 20 };
	struct compilation *c = begin();

	add_text(c, text);
	compilation_on_large_stack(c, STACK_BYTES, run, c);
	return c;
}

static struct item *item_named(struct compilation *c, const char *name)
{
	for (struct file *file = c->files; file; file = file->next)
		for (struct item *item = file->items; item; item = item->next)
			if (item->name.name && !strcmp(item->name.name, name))
				return item;
	fail_msg("there is no %s", name);
	return NULL;
}

static void assert_type(struct compilation *c, const char *name, const char *expected)
{
	struct types types;

	types_init(&types, c);
	assert_string_equal(type_text(&types, item_named(c, name)->binding->scheme->type),
	                    expected);
}

static void assert_message(struct compilation *c, enum check check, const char *message)
{
	for (size_t i = 0; i < c->diags.all.n; i++)
		if (c->diags.all.items[i]->check == check &&
		    !strcmp(c->diags.all.items[i]->message, message))
			return;
	fail_msg("nobody says: %s", message);
}

/* ---- scope --------------------------------------------------------------------------------- */

static void test_slots_of_locals(void **state)
{
	struct compilation *c = checked("let f x y = let z = x in fun w -> z\n"
	                                "let g = let a = 1 in let b = 2 in a + b\n");
	const struct expr *f = item_named(c, "f")->value, *inner = f->a;

	(void)state;
	assert_int_equal(f->n_slots_frame, 3);
	assert_int_equal(f->params->binding->level, 1);
	assert_int_equal(f->params->binding->slot, 0);
	assert_int_equal(f->params->next->binding->slot, 1);
	assert_int_equal(inner->binding->slot, 2);
	assert_int_equal(inner->b->n_slots_frame, 1);
	assert_int_equal(inner->b->params->binding->level, 2);
	assert_int_equal(item_named(c, "g")->n_slots_frame, 2);
	compilation_fini(c);
}

static void test_slots_are_not_used_again(void **state)
{
	struct compilation *c =
	    checked("let l = [ (let a = 1 in fun x -> a); (let b = 2 in fun x -> b) ]\n");
	const struct element *first = item_named(c, "l")->value->elements;

	(void)state;
	assert_int_equal(item_named(c, "l")->n_slots_frame, 2);
	assert_int_equal(first->value->binding->slot, 0);
	assert_int_equal(first->next->value->binding->slot, 1);
	compilation_fini(c);
}

static void test_both_sides_of_or_share_a_slot(void **state)
{
	struct compilation *c = checked("let f x = match x with `a n | `b n -> n\n");
	const struct pattern *either = item_named(c, "f")->value->a->arms->pattern;

	(void)state;
	assert_ptr_equal(either->a->a->binding, either->b->a->binding);
	assert_int_equal(item_named(c, "f")->value->n_slots_frame, 2);
	compilation_fini(c);
}

static void test_live_is_what_register_needs(void **state)
{
	struct compilation *c = checked("let a = 1\nlet b = a\nlet unused = b\nlet c = b\n"
	                                "let name = \"x\"\nlet () = register name [ c ]\n");

	(void)state;
	assert_true(item_named(c, "a")->binding->live);
	assert_true(item_named(c, "b")->binding->live);
	assert_true(item_named(c, "c")->binding->live);
	assert_true(item_named(c, "name")->binding->live);
	assert_false(item_named(c, "unused")->binding->live);
	compilation_fini(c);
}

static void test_without_register_all_is_live(void **state)
{
	struct compilation *c = checked("let a = 1\nlet b = 2\n");

	(void)state;
	assert_true(item_named(c, "a")->binding->live);
	assert_true(item_named(c, "b")->binding->live);
	compilation_fini(c);
}

static void test_scoped_forms(void **state)
{
	struct compilation *c = checked("let a = group \"g\" 1\nlet b = distinct \"d\" 1\n"
	                                "let distinct x y = y\nlet d = distinct 1 2\n"
	                                "let group x y = y\nlet e = group \"g\" 1\n");

	(void)state;
	assert_int_equal(item_named(c, "a")->value->scoped, SCOPED_GROUP);
	assert_int_equal(item_named(c, "b")->value->scoped, SCOPED_DISTINCT);
	assert_int_equal(item_named(c, "d")->value->scoped, SCOPED_NONE);
	assert_int_equal(item_named(c, "e")->value->scoped, SCOPED_GROUP);
	assert_int_equal(c->diags.n_errors, 0);
	compilation_fini(c);
}

/* ---- slots of applications ----------------------------------------------------------------- */

/* A letter for each slot: Argument, Default, Later, Wrapped argument. */
static void assert_slots(struct compilation *c, const char *name, const char *expected)
{
	const struct expr *expr = item_named(c, name)->value;
	char found[16] = "";

	assert_true(expr->n_slots < sizeof found);
	for (size_t i = 0; i < expr->n_slots; i++)
		found[i] = expr->slots[i].from == SLOT_DEFAULT ? 'D'
		           : expr->slots[i].from == SLOT_LATER ? 'L'
		           : expr->slots[i].wrap               ? 'W'
		                                               : 'A';
	assert_string_equal(found, expected);
}

static void test_slots(void **state)
{
	struct compilation *c = checked("let f ?(a = 1) ~b ?c x = x + a + b\n"
	                                "let whole = f 1 ~b:2\n"
	                                "let given = f 1 ~b:2 ~a:3\n"
	                                "let option = f ~b:2 1 ?c:none\n"
	                                "let first = f ~b:1\n"
	                                "let last = f 1\n"
	                                "let rest = last ~b:3\n"
	                                "let id x = x\n"
	                                "let more = id f 1 ~b:2\n"
	                                "let unknown = (fun g -> g ~x:1 2) (fun ~x y -> y)\n");

	(void)state;
	assert_slots(c, "whole", "DADA");
	assert_slots(c, "given", "WADA");
	assert_slots(c, "option", "DAAA");
	assert_slots(c, "first", "LA");
	assert_slots(c, "last", "LLLA");
	assert_slots(c, "rest", "DAD");
	assert_slots(c, "more", "ADADA");
	assert_int_equal(c->diags.n_errors, 0);
	compilation_fini(c);
}

/* ---- literals ------------------------------------------------------------------------------ */

static void test_literal_values(void **state)
{
	struct compilation *c = checked("let a : port = 80\nlet b : size = \"1KiB\"\nlet c = 5\n"
	                                "let d : float = 2\nlet e = \"x\"\nlet f : size = 4096\n");

	(void)state;
	assert_int_equal(item_named(c, "a")->value->literal, MCFG_PORT);
	assert_int_equal(item_named(c, "a")->value->value.port, 80);
	assert_int_equal(item_named(c, "b")->value->value.size_bytes, 1024);
	assert_int_equal(item_named(c, "c")->value->literal, MCFG_INT);
	assert_int_equal(item_named(c, "c")->value->value.integer, 5);
	assert_true(item_named(c, "d")->value->value.real > 1.9);
	assert_string_equal(item_named(c, "e")->value->value.string, "x");
	assert_int_equal(item_named(c, "f")->value->value.size_bytes, 4096);
	compilation_fini(c);
}

static void test_literal_is_of_its_file(void **state)
{
	struct compilation *c = begin();

	(void)state;
	add_text(c, "let name = 80\n");
	add_text(c, "let p : port = 1\nlet l = [ name; 1 ]\nlet m = [ p; name ]\n");
	scope(c);
	check(c);
	assert_type(c, "name", "int");
	assert_int_equal(c->diags.n_errors, 1);
	compilation_fini(c);
}

/* Two parts of one source are one file: an include stands between them. */
static void test_literal_of_a_file_in_parts(void **state)
{
	struct compilation *c = begin();
	struct file *file;
	struct item *second;

	(void)state;
	add_text(c, "let number = 80\nlet p : port = number\n");
	second = c->files->items->next;
	c->files->items->next = NULL;
	add_text(c, "let between = 1\n");
	file = arena_new(&c->arena, struct file);
	file->source = c->files->source;
	file->items = second;
	*c->files_end = file;
	scope(c);
	check(c);
	assert_type(c, "number", "port");
	assert_int_equal(c->diags.n_errors, 0);
	compilation_fini(c);
}

/* ---- types --------------------------------------------------------------------------------- */

static void test_polymorphism(void **state)
{
	struct compilation *c = checked("let id x = x\nlet k x y = x\nlet s f g x = f x (g x)\n"
	                                "let i = s k k\nlet n = id id 1\n"
	                                "let lift x = let same y = [ x; y ] in same\n");

	(void)state;
	assert_type(c, "s", "('a -> 'b -> 'c) -> ('a -> 'b) -> 'a -> 'c");
	assert_type(c, "i", "'a -> 'a");
	assert_type(c, "n", "int");
	assert_type(c, "lift", "'a -> 'a -> 'a list");
	compilation_fini(c);
}

static void test_no_cascades(void **state)
{
	struct compilation *c = checked("let a = nosuch\nlet b = a + 1\nlet c = a a ~x:b\n"
	                                "let d = [ a; 1; \"x\" ]\nlet e = if a then b else c\n"
	                                "let f = match a with `x -> 1 | 5 -> 2 | _ -> 3\n");

	(void)state;
	assert_int_equal(c->diags.n_errors, 1);
	assert_message(c, CHECK_UNKNOWN_NAME, "unknown name nosuch");
	compilation_fini(c);
}

static void test_bad_marks_where_the_mistake_is(void **state)
{
	struct compilation *c = checked("let a = [ 1; \"x\"; 2 ]\n");
	const struct element *first = item_named(c, "a")->value->elements;

	(void)state;
	assert_false(first->value->bad);
	assert_true(first->next->value->bad);
	assert_false(first->next->next->value->bad);
	compilation_fini(c);
}

/* ---- size ---------------------------------------------------------------------------------- */

static char *repeated(const char *head, const char *part, size_t n, const char *tail)
{
	size_t at = strlen(head), step = strlen(part);
	char *text = test_malloc(at + n * step + strlen(tail) + 1);

	memcpy(text, head, at);
	for (size_t i = 0; i < n; i++, at += step)
		memcpy(text + at, part, step);
	strcpy(text + at, tail);
	return text;
}

static void test_deep_nesting_is_reported_once(void **state)
{
	enum { STACK_BYTES = 1 << 20 };
	char *text = repeated("let f x = x\nlet a = ", "f (f (", 5000, "1");
	char *whole = repeated(text, "))", 5000, "\n");
	struct compilation *c = begin();

	(void)state;
	add_text(c, whole);
	assert_int_equal(c->diags.n_errors, 0);
	compilation_on_large_stack(c, STACK_BYTES, run, c);
	assert_int_equal(c->diags.n_errors, 1);
	assert_message(c, CHECK_DEPTH, "this is nested too deeply");
	compilation_fini(c);
	test_free(text);
	test_free(whole);
}

/* Bytes of memory are a measure of the work that does not depend on the machine. */
static size_t bytes_for(const char *head, const char *part, size_t n, const char *tail)
{
	char *text = repeated(head, part, n, tail);
	struct compilation *c = checked(text);
	size_t bytes = c->arena.used_bytes;

	assert_int_equal(c->diags.n_errors, 0);
	compilation_fini(c);
	test_free(text);
	return bytes;
}

static void test_work_is_linear(void **state)
{
	static const char *const parts[][3] = {
		{ "let l = [", "1;", "]\n" },
		{ "let l = [", "`a 1;", "]\n" },
		{ "let f x = x\n", "let f x = f x\n", "" },
		{ "let a = 1\n", "let a = a + 1\n", "" },
		{ "let p x k = k x x\nlet q = p\n", "let q x = q (p x)\n", "" },
		{ "let a = ", "let b = 1 in ", "1\n" },
		{ "let f x = match x with ", "5 | ", "_ -> 1\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t n =
		    i == 4 ? 1 : 500; /* the fifth's grow with each `let`, as trees they double */
		size_t small = bytes_for(parts[i][0], parts[i][1], n, parts[i][2]);
		size_t large = bytes_for(parts[i][0], parts[i][1], 4 * n, parts[i][2]);

		assert_true(large < 6 * small);
	}
}

/* Types that double with each `let`, as in any language of this family, end in a message. */
static void test_types_that_explode(void **state)
{
	char *text = repeated("let p x k = k x x\n", "let p x = p (p x)\n", 60, "");
	struct compilation *c = checked(text);

	(void)state;
	assert_int_equal(c->diags.n_errors, 1);
	assert_message(c, CHECK_DEPTH, "the type of this is too large");
	compilation_fini(c);
	test_free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slots_of_locals),
		cmocka_unit_test(test_slots_are_not_used_again),
		cmocka_unit_test(test_both_sides_of_or_share_a_slot),
		cmocka_unit_test(test_live_is_what_register_needs),
		cmocka_unit_test(test_without_register_all_is_live),
		cmocka_unit_test(test_scoped_forms),
		cmocka_unit_test(test_slots),
		cmocka_unit_test(test_literal_values),
		cmocka_unit_test(test_literal_is_of_its_file),
		cmocka_unit_test(test_literal_of_a_file_in_parts),
		cmocka_unit_test(test_polymorphism),
		cmocka_unit_test(test_no_cascades),
		cmocka_unit_test(test_bad_marks_where_the_mistake_is),
		cmocka_unit_test(test_deep_nesting_is_reported_once),
		cmocka_unit_test(test_work_is_linear),
		cmocka_unit_test(test_types_that_explode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
