/* See cmd.h. */
#include "cli/cmd.h"
#include "cli/files.h"
#include "trace/picture.h"
#include "trace/summary.h"

#include <errno.h>
#include <mcfg/value.h>
#include <stdio.h>
#include <string.h>

/* A time option's value, or `otherwise` where it is not given. */
static int read_time(const struct invocation *inv, enum option option, uint64_t otherwise,
                     uint64_t *ns)
{
	const char *text = inv->values[option];
	struct mcfg_value_error error;
	union mcfg_value value;

	*ns = otherwise;
	if (!text)
		return EXIT_GOOD;
	if (mcfg_value_parse(MCFG_DURATION, text, strlen(text), &value, &error))
		return usage_error(inv, "--%s=%s: %s", option_specs[option].name, text, error.what);
	*ns = value.duration_ns;
	return EXIT_GOOD;
}

/* One of the trace's files. */
static int read_file(const struct invocation *inv, const char *name, char **text, size_t *len)
{
	const char *path = arena_printf(inv->arena, "%s/%s", inv->operand, name);
	int error = file_read(inv->arena, path, text, len);

	if (error == -ENOENT && !strcmp(name, "events"))
		return world_error("%s: it is not there: an image that does not end leaves none",
		                   path);
	return error ? world_error("%s: %s", path, source_problem(error)) : EXIT_GOOD;
}

static int read_trace(const struct invocation *inv, struct trace *trace)
{
	char *metadata, *events;
	size_t metadata_len, events_len;
	struct trace_error error;
	int status = read_file(inv, "metadata", &metadata, &metadata_len);

	if (!status)
		status = read_file(inv, "events", &events, &events_len);
	if (status)
		return status;
	if (trace_read(inv->arena, metadata, metadata_len, events, events_len, trace, &error))
		return EXIT_GOOD;
	world_error("%s/%s: byte %zu: %s", inv->operand, error.in_metadata ? "metadata" : "events",
	            error.at, error.what);
	return EXIT_WRONG;
}

static bool ends_in_svg(const char *name)
{
	size_t len = strlen(name);

	return len > 4 && !strcmp(name + len - 4, ".svg");
}

/* A picture's own file is made anew. */
static int write_picture(const struct invocation *inv, const char *path, const struct text *picture)
{
	const char *new = arena_printf(inv->arena, "%s.new", path);
	int error = file_create(new, text_string(picture), picture->len, false);

	if (!error && rename(new, path))
		error = -errno;
	return error ? world_error("%s: %s", path, strerror(-error)) : EXIT_GOOD;
}

int cmd_trace(const struct invocation *inv)
{
	const char *form = inv->values[OPTION_PICTURE] ? inv->values[OPTION_PICTURE] : "text";
	bool picture = !strcmp(form, "svg") || ends_in_svg(form);
	struct picture_range range;
	struct history history;
	struct trace trace;
	struct text text;
	int status = EXIT_GOOD;

	if (!picture && strcmp(form, "text"))
		return usage_error(inv,
		                   "-o takes text, svg, or the name of a file that ends in .svg, "
		                   "not `%s`",
		                   form);
	status = read_time(inv, OPTION_FROM, 0, &range.from_ns);
	if (!status)
		status = read_time(inv, OPTION_TO, UINT64_MAX, &range.to_ns);
	if (!status)
		status = read_trace(inv, &trace);
	if (status)
		return status;
	history_make(inv->arena, &trace, &history);
	text_init(&text, inv->arena);
	if (picture)
		picture_print(&text, &history, range);
	else
		summary_print(&text, &history);
	return ends_in_svg(form) ? write_picture(inv, form, &text) : print_out(&text);
}
