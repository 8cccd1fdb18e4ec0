/* See cmd.h. Two sides, each compiled for itself; the second while the first still stands. */
#include "cli/analysis.h"
#include "cli/cmd.h"

#include "emit/differences.h"

#include <string.h>
#include <sys/stat.h>

struct side {
	struct invocation inv;
	struct project project;
	struct configured *configured; /* where it was configured, or null */
	struct analysis a;
};

struct sides {
	struct side left, right;
};

/* ---- words ----------------------------------------------------------------------------------- */

static bool same_key(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !(strchr("-_", *a) && strchr("-_", *b)))
			return false;
	return *a == *b;
}

static bool is_given_again(const struct invocation *more, const struct given *given)
{
	for (size_t i = 0; i < more->given.n; i++)
		if (more->given.items[i].is_default == given->is_default &&
		    same_key(more->given.items[i].key, given->key))
			return true;
	return false;
}

/* What stands before `--` is for both sides; what stands after it wins. */
static void add_words(struct invocation *inv, const struct invocation *more)
{
	VEC(struct given) given = { 0 };

	for (size_t i = 0; i < inv->given.n; i++)
		if (!is_given_again(more, &inv->given.items[i]))
			*vec_push(inv->arena, &given) = inv->given.items[i];
	for (size_t i = 0; i < more->given.n; i++)
		*vec_push(inv->arena, &given) = more->given.items[i];
	memcpy(&inv->given, &given, sizeof given);
	for (size_t i = 0; i < more->key_files.n; i++)
		*vec_push(inv->arena, &inv->key_files) = more->key_files.items[i];
	for (size_t i = 0; i < more->overlays.n; i++)
		*vec_push(inv->arena, &inv->overlays) = more->overlays.items[i];
	for (size_t i = 0; i < more->search.n; i++)
		*vec_push(inv->arena, &inv->search) = more->search.items[i];
	for (size_t i = 0; i < N_OPTIONS; i++)
		if (more->values[i])
			inv->values[i] = more->values[i];
	if (more->operand)
		inv->operand = more->operand;
}

static int n_words(char **words)
{
	int n = 0;

	while (words && words[n])
		n++;
	return n;
}

static const char *nth(const char *const *items, size_t n, size_t i)
{
	return n ? items[i < n ? i : n - 1] : NULL;
}

/* One side's file, target and architecture, of those before `--`. */
static void take_own(struct side *side, const struct invocation *inv, size_t i)
{
	side->inv = *inv;
	side->inv.operand = nth(inv->operands.items, inv->operands.n, i);
	side->inv.values[OPTION_TARGET] = nth(inv->targets.items, inv->targets.n, i);
	side->inv.values[OPTION_ARCH] = nth(inv->archs.items, inv->archs.n, i);
}

static int read_words(struct sides *sides, const struct invocation *inv)
{
	struct invocation more = { .arena = inv->arena, .command = inv->command };
	int n = n_words(inv->arguments), status;

	if (inv->targets.n > 2 || inv->archs.n > 2)
		return usage_error(inv, "there are two sides: -t and --arch stand at most twice");
	if (!n && inv->operands.n < 2 && inv->targets.n < 2 && inv->archs.n < 2)
		return usage_error(inv, "with what? Name a second configuration, a second -t or "
		                        "--arch, or what differs after `--`");
	take_own(&sides->left, inv, 0);
	take_own(&sides->right, inv, 1);
	status = n ? invocation_parse(&more, n, inv->arguments) : EXIT_GOOD;
	if (status)
		return status;
	if (more.operands.n > 1 || more.targets.n > 1 || more.archs.n > 1)
		return usage_error(inv, "what stands after `--` is for one side only");
	add_words(&sides->right.inv, &more);
	return EXIT_GOOD;
}

/* ---- sides ----------------------------------------------------------------------------------- */

static int find(struct side *side)
{
	int status = project_find(&side->project, &side->inv);

	if (!status && side->inv.values[OPTION_TARGET])
		status = project_choose(&side->project, &side->inv, &side->configured);
	return status;
}

/* The image of a side, where it was configured so and built. */
static void look_at_image(const struct side *side, struct built *built)
{
	const struct image *image = side->a.c.image;
	struct arena *arena = side->inv.arena;
	struct stat st;
	const char *file;

	if (!side->configured || side->inv.given.n || side->inv.key_files.n ||
	    side->inv.overlays.n || !image->target)
		return;
	built->folder = side->configured->folder;
	file = arena_printf(arena, "%s/%s%s", built->folder, image->name, image->arch->suffix);
	if (!stat(file, &st) && S_ISREG(st.st_mode))
		built->bytes = (long long)st.st_size;
}

static int compare(struct analysis *right)
{
	struct sides *sides = right->result;
	int status = analysis_report(right);
	struct differences differences;
	struct text text;

	if (status)
		return status;
	differences_find(&differences, &right->c.arena, &sides->left.a.c, &right->c);
	look_at_image(&sides->left, &differences.left_built);
	look_at_image(&sides->right, &differences.right_built);
	text_init(&text, &right->c.arena);
	if (sides->left.inv.values[OPTION_JSON] || sides->right.inv.values[OPTION_JSON])
		differences_json(&differences, &text);
	else
		differences_text(&differences, &text);
	return print_out(&text);
}

static int then_right(struct analysis *left)
{
	struct sides *sides = left->result;
	int status = analysis_report(left);

	return status ? status : analysis_run(&sides->right.a);
}

static void prepare(struct sides *sides, struct side *side, int (*then)(struct analysis *))
{
	side->a = (struct analysis){
		.inv = &side->inv,
		.project = &side->project,
		.record = side->configured ? &side->configured->record : NULL,
		.then = then,
		.result = sides,
	};
}

int cmd_diff(const struct invocation *inv)
{
	struct sides *sides = arena_new(inv->arena, struct sides);
	int status = read_words(sides, inv);

	if (!status)
		status = find(&sides->left);
	if (!status)
		status = find(&sides->right);
	if (status)
		return status;
	prepare(sides, &sides->left, then_right);
	prepare(sides, &sides->right, compare);
	return analysis_run(&sides->left.a);
}
