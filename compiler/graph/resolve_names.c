/* resolve_names.c - the C names of an image's devices, and the words that stand for its sources. */
#include "graph/image.h"
#include "graph/resolve_private.h"
#include "lang/cnames.h"

#include <ctype.h>
#include <string.h>

struct naming {
	struct compilation *c;
	struct map taken; /* interned name -> how often it was wanted */
	const struct map
	    *functions; /* those of the declarations, which run_NAME must not be; or null */
};

static bool is_function(const struct naming *naming, const char *name)
{
	const char *run = arena_printf(&naming->c->arena, "run_%s", name);

	return naming->functions && map_get(naming->functions, intern(&naming->c->names, run));
}

static size_t *take(struct naming *naming, const char *name)
{
	size_t *times = arena_new(&naming->c->arena, size_t);

	*times = 1;
	map_set(&naming->c->arena, &naming->taken, name, times);
	return times;
}

/* `wanted`, or wanted_2, wanted_3, ... whichever is free. */
static const char *unique(struct naming *naming, const char *wanted)
{
	struct arena *arena = &naming->c->arena;
	const char *name = intern(&naming->c->names, wanted);
	size_t *times = map_get(&naming->taken, name);

	if (!times) {
		times = take(naming, name);
		if (!is_function(naming, name))
			return name;
	}
	do {
		name = intern(&naming->c->names, arena_printf(arena, "%s_%zu", wanted, ++*times));
	} while (map_get(&naming->taken, name) || is_function(naming, name));
	take(naming, name);
	return name;
}

/* A C member's name from a name in the language: `'` becomes `_`, and a keyword gets one behind it.
 */
static const char *member_name(struct compilation *c, const char *name)
{
	char *member = arena_strdup(&c->arena, name);

	for (char *at = member; *at; at++)
		if (*at == '\'')
			*at = '_';
	return cnames_is_reserved(member) ? arena_printf(&c->arena, "%s_", member) : member;
}

static const char *wanted_name(const struct node *node)
{
	if (node->let)
		return node->let;
	return node->kind == NODE_CHOICE    ? "choice"
	       : node->kind == NODE_REFUSED ? "refused"
	                                    : node->device->name;
}

/* The word for a source: its path below the configuration or the installation, in C's letters. */
static const char *source_word(struct compilation *c, const struct c_source *source,
                               const char *const *roots, size_t n_roots)
{
	const char *path = source->real, *base = strrchr(path, '/');
	char *word, *dot;

	path = base ? base + 1 : path;
	for (size_t i = 0; i < n_roots; i++) {
		size_t len = strlen(roots[i]);

		if (!strncmp(source->real, roots[i], len) && source->real[len] == '/') {
			path = source->real + len + 1;
			break;
		}
	}
	word = arena_strdup(&c->arena, path);
	dot = strrchr(word, '.');
	if (dot)
		*dot = '\0';
	for (char *at = word; *at; at++)
		if (!isalnum((unsigned char)*at))
			*at = '_';
	return word;
}

void resolve_names(struct compilation *c)
{
	struct naming members = { .c = c, .functions = &c->decls.c_functions };
	struct naming words = { .c = c };
	const char *real = path_real(&c->arena, c->options.path);
	const char *roots[2] = { path_dir(&c->arena, real ? real : "."), NULL };

	roots[1] = c->options.root ? path_real(&c->arena, c->options.root) : NULL;
	for (size_t i = 0; i < c->image->nodes.n; i++) {
		struct node *node = c->image->nodes.items[i];

		node->name = unique(&members, member_name(c, wanted_name(node)));
	}
	for (size_t i = 0; i < c->image->sources.n; i++) {
		struct c_source *source = c->image->sources.items[i];

		source->id = unique(&words, source_word(c, source, roots, roots[1] ? 2 : 1));
	}
}
