/*
 * emit_boot.c - the target's own files, from its templates:
 *
 *	@{name}       the image's name
 *	@{image}      its file
 *	@{key.K}      the value of a fixed key
 *	@{arch}       its architecture
 *	@{for ARCH}   what follows, up to @{end}, if that is the architecture
 *	@{each KIND}  what follows, up to @{end}, for each `attach` of that kind, in the order of
 *the configuration; in it @{1}, @{2}, ... are the attached values
 */
#include "emit/emit_private.h"

#include <errno.h>
#include <string.h>

struct template
{
	struct emit *e;
	const struct emit_file *file;
	const struct attach *attach; /* inside @{each}; else null */
	bool inside;                 /* of @{each} or @{for} */
	struct text *out;
};

static void mistake(struct template *t, const char *what, const char *word)
{
	diag_report(&t->e->c->diags, CHECK_TEMPLATE, t->file->span, "%s: %s `@{%s}`",
	            shown_path(t->e, t->file->template), what, word);
}

static const struct key *find_key(const struct emit *e, const char *option)
{
	for (size_t i = 0; i < e->image->keys.n; i++)
		if (!strcmp(e->image->keys.items[i]->option, option))
			return e->image->keys.items[i];
	return NULL;
}

static void put_key(struct template *t, const char *word)
{
	const struct key *key = find_key(t->e, word + strlen("key."));

	if (key && key->known)
		text_puts(t->out, value_shown(t->e->arena, key->value));
	else
		mistake(t,
		        key ? "the value is known only at run time:"
		            : "nothing in the image reads the key:",
		        word);
}

static void put_word(struct template *t, const char *word)
{
	size_t index =
	    word[0] >= '1' && word[0] <= '9' && !word[1] ? (size_t)(word[0] - '1') : SIZE_MAX;

	if (!strcmp(word, "name"))
		text_puts(t->out, t->e->image->name);
	else if (!strcmp(word, "image"))
		text_printf(t->out, "%s%s", t->e->image->name, t->e->image->arch->suffix);
	else if (!strcmp(word, "arch"))
		text_puts(t->out, t->e->image->arch->name);
	else if (!strncmp(word, "key.", 4))
		put_key(t, word);
	else if (t->attach && index < t->attach->n_values)
		text_puts(t->out, value_shown(t->e->arena, t->attach->values[index]));
	else
		mistake(t, "unknown word", word);
}

/* The word of "@{word}" at `at`, and where it ends; null if nothing begins here. */
static const char *word_at(struct template *t, const char *at, const char **end)
{
	const char *close;

	if (at[0] != '@' || at[1] != '{')
		return NULL;
	close = strchr(at, '}');
	if (!close)
		return NULL;
	*end = close + 1;
	return arena_strndup(t->e->arena, at + 2, (size_t)(close - at - 2));
}

static const char *put_text(struct template *t, const char *at);

/* Where the part ends that begins at `body`. */
static const char *part_end(struct template *t, const char *body, const char *word)
{
	const char *end = strstr(body, "@{end}");

	if (end)
		return end + strlen("@{end}");
	mistake(t, "there is no @{end} for", word);
	return body + strlen(body);
}

/* The part between @{for ARCH} and @{end}; gives where it ends. */
static const char *put_for(struct template *t, const char *word, const char *body)
{
	struct template part = *t;

	part.inside = true;
	if (!strcmp(word + strlen("for "), t->e->image->arch->name))
		put_text(&part, body);
	return part_end(t, body, word);
}

/* The part between @{each KIND} and @{end}, once for each; gives where it ends. */
static const char *put_each(struct template *t, const char *word, const char *body)
{
	const char *kind = word + strlen("each ");
	struct template each = *t;

	each.inside = true;
	for (size_t i = 0; i < t->e->image->nodes.n; i++) {
		const struct node *node = t->e->image->nodes.items[i];

		for (size_t j = 0; node->facts && j < node->facts->attaches.n; j++) {
			each.attach = &node->facts->attaches.items[j];
			if (!strcmp(each.attach->kind, kind))
				put_text(&each, body);
		}
	}
	return part_end(t, body, word);
}

/* Up to the end of the text, or to @{end} inside a part. */
static const char *put_text(struct template *t, const char *at)
{
	while (*at) {
		const char *end, *word = word_at(t, at, &end);

		if (!word) {
			text_putc(t->out, *at++);
		} else if (!strcmp(word, "end") && t->inside) {
			return end;
		} else if (!strncmp(word, "each ", 5) && !t->inside) {
			at = put_each(t, word, end);
		} else if (!strncmp(word, "for ", 4) && !t->inside) {
			at = put_for(t, word, end);
		} else {
			put_word(t, word);
			at = end;
		}
	}
	return at;
}

/* The file's name, in which words stand as well. */
static const char *file_name(struct emit *e, const struct emit_file *file)
{
	struct text name;
	struct template t = { .e = e, .file = file, .out = &name };

	text_init(&name, e->arena);
	put_text(&t, file->name);
	return text_string(&name);
}

void emit_boot_files(struct emit *e)
{
	for (size_t i = 0; i < e->image->target->emits.n; i++) {
		const struct emit_file *file = &e->image->target->emits.items[i];
		struct template t = { .e = e, .file = file };
		struct source *source;
		int error = sources_read(&e->c->sources, file->template, &source);

		if (error) {
			diag_report(&e->c->diags, CHECK_TEMPLATE, file->span, "%s: %s",
			            shown_path(e, file->template),
			            error == -ENOENT ? "there is no such file" : strerror(-error));
			continue;
		}
		t.out = output_add(e->out, file_name(e, file));
		put_text(&t, source->bytes);
	}
}
