/* See cmd.h. The record and its reader: base/imprint.h. */
#include "cli/cmd.h"

#include "base/imprint.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- for people ------------------------------------------------------------------------------ */

/* What a file says of itself may not steer the terminal. */
static void show(struct text *out, const char *before, const char *text)
{
	text_puts(out, before);
	text_visible(out, text);
}

static void show_key(struct text *out, const struct imprint_line *line)
{
	show(out, "  --", line->fields[0]);
	show(out, " : ", line->fields[1]);
	if (strcmp(line->fields[2], "required") != 0)
		show(out, " = ", line->fields[3]);
	show(out, "  (", line->fields[2]);
	text_puts(out, ")\n");
}

static void show_device(struct text *out, const struct imprint_line *line)
{
	show(out, "  ", line->fields[0]);
	if (strcmp(line->fields[0], line->fields[1]) != 0)
		show(out, ": ", *line->fields[1] ? line->fields[1] : "a choice");
	for (size_t i = 2; i < line->n_fields; i++)
		show(out, i > 2 ? ", " : " <- ", line->fields[i]);
	text_putc(out, '\n');
}

static void show_count(struct text *out, const struct imprint_line *line)
{
	show(out, "  ", line->fields[1]);
	show(out, " of ", line->fields[0]);
	text_putc(out, '\n');
}

static void show_words(struct text *out, const struct imprint_line *line)
{
	for (size_t i = 0; i < line->n_fields; i++)
		show(out, i ? " " : "  ", line->fields[i]);
	text_putc(out, '\n');
}

/* Each kind of line has a heading, and a way to be shown. */
static const struct section {
	const char *word, *heading, *member; /* member: its name in JSON */
	void (*show)(struct text *out, const struct imprint_line *line);
	const char *fields[4], *rest; /* their names in JSON; `rest`: an array of what follows */
} sections[] = {
	{ "package", "packages", "packages", show_words, { "name", "version" }, NULL },
	{ "key", "keys", "keys", show_key, { "option", "type", "state", "value" }, NULL },
	{ "job", "jobs", "jobs", show_words, { "name" }, NULL },
	{ "device", "devices", "devices", show_device, { "name", "device" }, "takes" },
	{ "devices", "devices", "device_counts", show_count, { "device", "count" }, NULL },
	{ "attach", "attached", "attached", show_words, { "kind" }, "values" },
};

static void show_section(struct text *out, const struct imprint *imprint,
                         const struct section *section)
{
	bool begun = false;

	for (size_t i = 0; i < imprint->lines.n; i++) {
		if (strcmp(imprint->lines.items[i].word, section->word) != 0)
			continue;
		if (!begun)
			text_printf(out, "\n%s\n", section->heading);
		begun = true;
		section->show(out, &imprint->lines.items[i]);
	}
}

static void show_all(struct text *out, const struct imprint *imprint)
{
	show(out, "", imprint_field(imprint, "image"));
	show(out, " for ", imprint_field(imprint, "target"));
	show(out, " on ", imprint_field(imprint, "arch"));
	show(out, "\nmade by mcfg ", imprint_field(imprint, "mcfg"));
	show(out, ", ", imprint_field(imprint, "compiler"));
	text_putc(out, '\n');
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		show_section(out, imprint, &sections[i]);
}

/* ---- for programs ---------------------------------------------------------------------------- */

static void member(struct text *out, const char *before, const char *name, const char *value)
{
	text_printf(out, "%s\"%s\": ", before, name);
	text_json_string(out, value);
}

static void write_line(struct text *out, const struct imprint_line *line,
                       const struct section *section)
{
	size_t n = 0;

	text_putc(out, '{');
	for (; n < 4 && section->fields[n]; n++)
		member(out, n ? ", " : "", section->fields[n], line->fields[n]);
	if (section->rest) {
		text_printf(out, ", \"%s\": [", section->rest);
		for (size_t i = n; i < line->n_fields; i++) {
			text_puts(out, i > n ? ", " : "");
			text_json_string(out, line->fields[i]);
		}
		text_putc(out, ']');
	}
	text_putc(out, '}');
}

static void write_section(struct text *out, const struct imprint *imprint,
                          const struct section *section)
{
	size_t n = 0;

	text_printf(out, ",\n  \"%s\": [", section->member);
	for (size_t i = 0; i < imprint->lines.n; i++) {
		if (strcmp(imprint->lines.items[i].word, section->word) != 0)
			continue;
		text_puts(out, n++ ? ",\n    " : "\n    ");
		write_line(out, &imprint->lines.items[i], section);
	}
	text_puts(out, n ? "\n  ]" : "]");
}

static void write_all(struct text *out, const struct imprint *imprint)
{
	static const char *const facts[] = { "image", "target", "arch", "mcfg", "compiler" };

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		member(out, i ? ",\n  " : "{\n  ", facts[i], imprint_field(imprint, facts[i]));
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		write_section(out, imprint, &sections[i]);
	text_puts(out, "\n}\n");
}

/* ---- the file -------------------------------------------------------------------------------- */

struct bytes {
	void *at;
	size_t size;
};

/* Maps a file; an empty one is no bytes. */
static int map_file(const char *path, struct bytes *bytes)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;

	*bytes = (struct bytes){ 0 };
	if (file < 0 || fstat(file, &st) < 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	if (!S_ISREG(st.st_mode))
		return -EINVAL;
	bytes->size = (size_t)st.st_size;
	if (bytes->size)
		bytes->at = mmap(NULL, bytes->size, PROT_READ, MAP_PRIVATE, file, 0);
	close(file);
	return bytes->at == MAP_FAILED ? -errno : 0;
}

static int complain(const char *path, int error)
{
	world_error("%s: %s", path,
	            error == -ENOENT    ? "this is no image of mcfg's: it has no record"
	            : error == -ENOTSUP ? "its record is of a newer mcfg than this one"
	                                : "its record is damaged");
	return EXIT_WRONG;
}

int cmd_inspect(const struct invocation *inv)
{
	struct imprint imprint;
	struct bytes bytes;
	struct text text;
	int error = map_file(inv->operand, &bytes);

	if (error)
		return world_error("%s: %s", inv->operand,
		                   error == -EINVAL ? "this is no file" : strerror(-error));
	error = bytes.at ? imprint_find(inv->arena, bytes.at, bytes.size, &imprint) : -ENOENT;
	if (bytes.at)
		munmap(bytes.at, bytes.size);
	if (error)
		return complain(inv->operand, error);
	text_init(&text, inv->arena);
	if (inv->values[OPTION_JSON])
		write_all(&text, &imprint);
	else
		show_all(&text, &imprint);
	return print_out(&text);
}
