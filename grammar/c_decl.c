/* C declarations: from words and stars to a type and the name it declares; see build.h. */
#include "base/text.h"
#include "build.h"
#include "state.h"

#include <string.h>

struct c_words c_words_add(struct parse *p, struct c_words words, const char *text,
                           struct span span)
{
	struct c_word *word = arena_new(p->arena, struct c_word);

	word->text = text;
	word->span = span;
	if (words.last)
		words.last->next = word;
	else
		words.first = word;
	words.last = word;
	return words;
}

struct c_text *build_c_size(struct parse *p, const char *text)
{
	struct c_text *size = arena_new(p->arena, struct c_text);

	size->text = text;
	return size;
}

struct c_text *build_c_array(struct parse *p, struct c_text *before, struct c_text *size)
{
	return build_c_size(
	    p, arena_printf(p->arena, "%s[%s]", before ? before->text : "", size->text));
}

/* ---- the words of a type ---- */

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(word, *words))
			return true;
	return false;
}

static bool is_qualifier(const char *word)
{
	static const char *const words[] = { "const", "volatile", "restrict", "_Atomic", NULL };

	return is_one_of(word, words);
}

static bool is_basic_type(const char *word)
{
	static const char *const words[] = { "void",  "char",     "short",  "int",      "long",
		                             "float", "double",   "signed", "unsigned", "_Bool",
		                             "bool",  "_Complex", NULL };

	return is_one_of(word, words);
}

static bool is_tag_keyword(const char *word)
{
	static const char *const words[] = { "struct", "union", "enum", NULL };

	return is_one_of(word, words);
}

/* Words that begin a declaration in C, and say nothing about an operation's type. */
static bool is_misplaced(const char *word)
{
	static const char *const words[] = { "static",        "extern", "inline",    "register",
		                             "typedef",       "auto",   "_Noreturn", "_Alignas",
		                             "_Thread_local", NULL };

	return is_one_of(word, words);
}

/*
 * Splits the words: the type takes the specifiers, stars and qualifiers; the first plain word after
 * the type is known is the name, and must be the last.
 */
struct split {
	struct text before;
	struct c_word *name;
	bool has_type; /* a basic type, a tag or a typedef's name was seen */
	const char *struct_tag;
	bool after_word;
};

static void add_word(struct split *split, const char *word)
{
	if (split->after_word)
		text_putc(&split->before, ' ');
	text_puts(&split->before, word);
	split->after_word = true;
}

static void add_star(struct split *split)
{
	if (split->after_word)
		text_putc(&split->before, ' ');
	text_putc(&split->before, '*');
	split->after_word = false;
}

static void complain(struct parse *p, const struct c_word *word)
{
	struct diag *diag;

	if (!word->text) {
		diag_report(p->diags, CHECK_SYNTAX, word->span, "this star stands after the name");
	} else if (is_misplaced(word->text)) {
		diag = diag_report(p->diags, CHECK_SYNTAX, word->span,
		                   "`%s` has no place in a prototype here", word->text);
		diag_hint(p->diags, diag, "an operation is its type, its name and its parameters");
	} else {
		diag_report(p->diags, CHECK_SYNTAX, word->span, "`%s` stands after the name",
		            word->text);
	}
}

/* Takes one word; gives the last word that it used. */
static struct c_word *split_word(struct parse *p, struct split *split, struct c_word *word)
{
	if (split->name || (word->text && is_misplaced(word->text))) {
		complain(p, word);
	} else if (!word->text) {
		add_star(split);
	} else if (is_qualifier(word->text)) {
		add_word(split, word->text);
	} else if (is_tag_keyword(word->text) && word->next && word->next->text) {
		bool is_struct = !strcmp(word->text, "struct");

		add_word(split, word->text);
		word = word->next;
		add_word(split, word->text);
		split->has_type = true;
		if (is_struct)
			split->struct_tag = word->text;
	} else if (is_basic_type(word->text) || !split->has_type) {
		add_word(split, word->text);
		split->has_type = true;
	} else {
		split->name = word;
	}
	return word;
}

struct c_decl *build_c_decl(struct parse *p, struct span span, struct c_words words,
                            struct c_text *arrays)
{
	struct c_decl *decl = arena_new(p->arena, struct c_decl);
	struct split split = { 0 };

	text_init(&split.before, p->arena);
	for (struct c_word *word = words.first; word; word = word->next)
		word = split_word(p, &split, word);
	if (!split.has_type)
		diag_report(p->diags, CHECK_SYNTAX, span, "this declaration has no type");
	if (split.after_word)
		text_putc(&split.before, ' ');
	decl->before = text_string(&split.before);
	decl->after = arrays ? arrays->text : "";
	decl->struct_tag = split.struct_tag;
	decl->span = span;
	if (split.name)
		decl->name = ident_at(split.name->text, split.name->span);
	return decl;
}

/* ---- prototypes ---- */

static bool is_void(const struct c_decl *decl)
{
	return !strcmp(decl->before, "void ");
}

struct c_param *build_c_param(struct parse *p, struct c_decl *decl)
{
	struct c_param *param = arena_new(p->arena, struct c_param);

	param->decl = *decl;
	return param;
}

/* The `#` comments right above byte `begin`, without their marks, or null. */
static const char *doc_above(struct parse *p, uint32_t begin)
{
	struct span run = p->hash_comments;
	const char *at = p->source->bytes + run.begin, *end = p->source->bytes + run.end;
	const char *between = end;
	struct text doc;

	if (!run.source || run.end > begin || *between != '\n')
		return NULL;
	between++;
	between += strspn(between, " \t");
	if (between != p->source->bytes + begin)
		return NULL;
	text_init(&doc, p->arena);
	while (at < end) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));

		if (!line_end)
			line_end = end;
		at += strspn(at, " \t");
		at += *at == '#';
		at += *at == ' ';
		if (doc.len)
			text_putc(&doc, '\n');
		while (at < line_end && strchr(" \t\r", line_end[-1]))
			line_end--;
		text_add(&doc, at, (size_t)(line_end - at));
		at = memchr(line_end, '\n', (size_t)(end - line_end));
		at = at ? at + 1 : end;
	}
	return text_string(&doc);
}

/* Parameters that no call could give. */
static void check_params(struct parse *p, struct c_proto *proto)
{
	for (struct c_param *param = proto->params; param; param = param->next)
		if (is_void(&param->decl))
			diag_report(p->diags, CHECK_SYNTAX, param->decl.span,
			            "a parameter cannot be void");
}

struct c_proto *build_proto(struct parse *p, struct span span, bool up, struct c_decl *decl,
                            struct c_param_chain params)
{
	struct c_proto *proto = arena_new(p->arena, struct c_proto);
	struct diag *diag;

	proto->up = up;
	proto->span = span;
	proto->decl = *decl;
	proto->is_void = is_void(decl);
	proto->doc = doc_above(p, span.begin);
	if (!decl->name.name) {
		diag = diag_report(p->diags, CHECK_SYNTAX, decl->span,
		                   "this operation has no type, or no name");
		diag_hint(p->diags, diag,
		          "an operation is written `op int write(const void *data, "
		          "size_t len);`");
		return NULL;
	}
	if (*decl->after)
		diag_report(p->diags, CHECK_SYNTAX, decl->span, "a function cannot give an array");
	if (params.n != 1 || !is_void(&params.first->decl) || params.first->decl.name.name ||
	    *params.first->decl.after) {
		proto->params = params.first;
		proto->n_params = params.n;
		check_params(p, proto);
	}
	return proto;
}

struct c_proto *build_proto_without_void(struct parse *p, struct span span, bool up,
                                         struct c_decl *decl, struct span open, struct span close)
{
	struct diag *diag = diag_report(p->diags, CHECK_SYNTAX, span_join(open, close),
	                                "this prototype does not say what its parameters are");

	diag_hint(p->diags, diag, "without parameters it is written `(void)`");
	return build_proto(p, span, up, decl, (struct c_param_chain)NO_LINKS);
}
