/* trace_layout.c - metadata, in CTF's own language, to layouts of events. See trace_layout.h. */
#include "trace/trace_layout.h"

#include <string.h>

/* ---- words ----------------------------------------------------------------------------------- */

/* A word, a number, a string without its quotes, or one character of punctuation. */
struct word {
	const char *at;
	size_t len;
	bool is_string;
};

struct words {
	struct arena *arena;
	const char *text, *at, *end;
	struct word word; /* the one that is looked at; of length 0 and no string at the end */
	struct trace_error *error;
	bool failed;
};

static bool fail(struct words *words, const char *what)
{
	if (!words->failed)
		*words->error =
		    (struct trace_error){ what, (size_t)(words->word.at - words->text), true };
	words->failed = true;
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '.' || c == '-';
}

static void skip_blanks(struct words *words)
{
	while (words->at < words->end) {
		if (strchr(" \t\r\n", *words->at)) {
			words->at++;
		} else if (words->end - words->at >= 2 && !memcmp(words->at, "/*", 2)) {
			const char *close =
			    memmem(words->at, (size_t)(words->end - words->at), "*/", 2);

			words->at = close ? close + 2 : words->end;
		} else {
			return;
		}
	}
}

static void next(struct words *words)
{
	const char *begin;

	skip_blanks(words);
	begin = words->at;
	words->word = (struct word){ begin, 0, false };
	if (begin == words->end)
		return;
	if (*begin == '"') {
		while (++words->at < words->end && *words->at != '"')
			;
		words->word = (struct word){ begin + 1, (size_t)(words->at - begin - 1), true };
		words->at += words->at < words->end;
		return;
	}
	words->at++;
	while (is_letter(*begin) && words->at < words->end && is_letter(*words->at))
		words->at++;
	words->word.len = (size_t)(words->at - begin);
}

static bool at_end(const struct words *words)
{
	return words->word.len == 0 && !words->word.is_string;
}

static bool is(const struct words *words, const char *text)
{
	return !words->word.is_string && words->word.len == strlen(text) &&
	       !memcmp(words->word.at, text, words->word.len);
}

static bool accept(struct words *words, const char *text)
{
	bool found = is(words, text);

	if (found)
		next(words);
	return found;
}

static const char *copy(const struct words *words)
{
	return arena_strndup(words->arena, words->word.at, words->word.len);
}

/* Passes over the rest of a statement, with the blocks in it, and its `;`. */
static void skip_statement(struct words *words)
{
	size_t depth = 0;

	while (!at_end(words) && (depth > 0 || !is(words, ";"))) {
		depth += is(words, "{");
		if (is(words, "}") && depth-- == 0)
			return;
		next(words);
	}
	accept(words, ";");
}

/* ---- events ---------------------------------------------------------------------------------- */

static enum trace_what event_of(const char *name)
{
	static const struct {
		const char *name;
		enum trace_what what;
	} events[] = {
		{ "spawn", TRACED_SPAWN }, { "switch", TRACED_SWITCH }, { "block", TRACED_BLOCK },
		{ "wake", TRACED_WAKE },   { "end", TRACED_END },       { "timer", TRACED_TIMER },
		{ "note", TRACED_NOTE },   { "call", TRACED_CALL },     { "return", TRACED_RETURN },
	};

	for (size_t i = 0; i < sizeof events / sizeof *events; i++)
		if (!strcmp(events[i].name, name))
			return events[i].what;
	return TRACED_OTHER;
}

static enum field_place place_of(const char *name)
{
	static const struct {
		const char *name;
		enum field_place place;
	} fields[] = {
		{ "child", PLACE_OTHER },    { "next", PLACE_OTHER },   { "woken", PLACE_OTHER },
		{ "until_ns", PLACE_VALUE }, { "value", PLACE_VALUE },  { "status", PLACE_VALUE },
		{ "due_ns", PLACE_VALUE },   { "handle", PLACE_VALUE }, { "name", PLACE_TEXT },
		{ "operation", PLACE_TEXT }, { "text", PLACE_TEXT },    { "device", PLACE_DEVICE },
	};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (!strcmp(fields[i].name, name))
			return fields[i].place;
	return PLACE_NONE;
}

static bool read_type(struct words *words, enum field_type *type)
{
	static const char *const types[] = { [FIELD_U16] = "uint16_t",
		                             [FIELD_U32] = "uint32_t",
		                             [FIELD_I32] = "int32_t",
		                             [FIELD_U64] = "uint64_t",
		                             [FIELD_STRING] = "string" };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (accept(words, types[i])) {
			*type = (enum field_type)i;
			return true;
		}
	return fail(words, "this is not the type of a field that images write");
}

/* "uint32_t child; string name; }" */
static bool read_fields(struct words *words, struct trace_layout *layout)
{
	while (!accept(words, "}")) {
		struct trace_field field;

		if (!read_type(words, &field.type))
			return false;
		field.place = place_of(copy(words));
		if ((field.place == PLACE_TEXT || field.place == PLACE_DEVICE) !=
		        (field.type == FIELD_STRING) &&
		    field.place != PLACE_NONE)
			return fail(words, "a field of this name has another type");
		next(words);
		if (!accept(words, ";"))
			return fail(words, "a `;` is missing");
		*vec_push(words->arena, &layout->fields) = field;
	}
	return true;
}

static bool read_id(struct words *words, uint64_t *id)
{
	*id = 0;
	if (words->word.len == 0 || words->word.len > 4)
		return fail(words, "this is not the number of an event");
	for (size_t i = 0; i < words->word.len; i++) {
		char digit = words->word.at[i];

		if (digit < '0' || digit > '9')
			return fail(words, "this is not the number of an event");
		*id = *id * 10 + (uint64_t)(digit - '0');
	}
	return true;
}

/* "{ id = 0; name = "spawn"; stream_id = 0; fields := struct { ... }; }" */
static bool read_event(struct words *words, struct trace_layouts *layouts)
{
	struct trace_layout layout = { .id = UINT64_MAX };

	while (!accept(words, "}")) {
		bool is_id = is(words, "id"), is_name = is(words, "name"),
		     is_fields = is(words, "fields");

		if (at_end(words))
			return fail(words, "the metadata ends in an event");
		next(words);
		while (is(words, ":") || is(words, "=") || is(words, "struct"))
			next(words);
		if (is_id && !read_id(words, &layout.id))
			return false;
		if (is_name)
			layout.what = event_of(copy(words));
		if (is_fields && accept(words, "{") && !read_fields(words, &layout))
			return false;
		skip_statement(words);
	}
	if (layout.id == UINT64_MAX)
		return fail(words, "this event has no number");
	*vec_push(words->arena, &layouts->all) = layout;
	return true;
}

/* "{ domain = "mcfg"; image = "hello"; }" */
static bool read_environment(struct words *words, struct trace_layouts *layouts)
{
	bool ours = false;

	while (!accept(words, "}")) {
		bool is_image = is(words, "image"), is_domain = is(words, "domain");

		if (at_end(words))
			return fail(words, "the metadata ends in its `env`");
		next(words);
		accept(words, "=");
		if (is_image)
			layouts->image = copy(words);
		ours |= is_domain && words->word.is_string && words->word.len == 4 &&
		        !memcmp(words->word.at, "mcfg", 4);
		skip_statement(words);
	}
	return ours || fail(words, "this trace is not of an image of mcfg's");
}

bool trace_layout_read(struct arena *arena, const char *text, size_t len,
                       struct trace_layouts *layouts, struct trace_error *error)
{
	struct words words = { .arena = arena, .text = text, .at = text, .error = error };

	words.end = text + len;
	*layouts = (struct trace_layouts){ 0 };
	next(&words);
	while (!at_end(&words) && !words.failed) {
		bool is_event = is(&words, "event"), is_environment = is(&words, "env");

		next(&words);
		if (is_event && accept(&words, "{"))
			read_event(&words, layouts);
		else if (is_environment && accept(&words, "{"))
			read_environment(&words, layouts);
		skip_statement(&words);
	}
	if (!words.failed && !layouts->image)
		fail(&words, "this trace is not of an image of mcfg's");
	return !words.failed;
}
