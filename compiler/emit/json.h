/* json.h - writing JSON: members, values of the language, places. */
#ifndef MCFG_EMIT_JSON_H
#define MCFG_EMIT_JSON_H

#include "compilation.h"
#include "graph/image.h"

struct json {
	struct compilation *c;
	struct text *out;
	const char *config, *root; /* the folders of the configuration and of the installation */
	size_t *numbers;           /* by node id: its place in "nodes" */
};

/* `"name": ` after what stands before it in the object; `first` when nothing does. */
void json_member(struct json *json, bool first, const char *name);

/* A member with a string, null for a null pointer; with a boolean. */
void json_string(struct json *json, bool first, const char *name, const char *string);
void json_bool(struct json *json, const char *name, bool value);

/* Data as JSON; an open value is an object that says how it is worked out. */
void json_value(struct json *json, const struct value *value);

/* A file by a name that is the same on every machine, where it has one. */
const char *json_file(struct json *json, const char *real);

/* The member "at": where a span begins. */
void json_place(struct json *json, struct span span);

#endif
