/* See record.h. Lines of fields with tabs between them; the first field says what the others are.
 */
#include "cli/record.h"

#include "cli/files.h"

#include <errno.h>
#include <string.h>

static const char version_line[] = "mcfg-record\t1";

enum { MAX_FIELDS = 4 };

/* ---- writing --------------------------------------------------------------------------------- */

static void print_field(struct text *out, const char *field)
{
	text_putc(out, '\t');
	for (; *field; field++)
		switch (*field) {
		case '\\': text_puts(out, "\\\\"); break;
		case '\n': text_puts(out, "\\n"); break;
		case '\t': text_puts(out, "\\t"); break;
		default: text_putc(out, *field);
		}
}

static void print_line(struct text *out, const char *word, const char *field)
{
	text_puts(out, word);
	print_field(out, field);
	text_putc(out, '\n');
}

static bool is_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return !strncmp(path, folder, len) && (!path[len] || path[len] == '/');
}

/* As the record has it: relative where the tree can be moved with it. */
static const char *short_path(const struct record *record, struct arena *arena, const char *folder,
                              const char *path)
{
	const char *tree = path_dir(arena, record->configuration);

	return is_below(folder, tree) && is_below(path, tree) ? path_relative(arena, folder, path)
	                                                      : path;
}

static const char *const severity_words[] = { "silent", "warning", "error" };

static void print_choice(struct text *out, const struct check_choice *choice)
{
	print_line(out, severity_words[choice->severity], check_infos[choice->check].name);
}

static void print_setting(struct text *out, const struct setting *setting)
{
	text_puts(out, setting->is_default ? "default" : "set");
	print_field(out, setting->key);
	print_field(out, setting->from);
	if (setting->value)
		print_field(out, setting->value);
	text_putc(out, '\n');
}

void record_print(const struct record *record, const char *folder, struct text *out)
{
	struct arena *arena = out->arena;
	const char *dir = "";

	text_line(out, "%s", version_line);
	text_puts(out, "# What `mcfg configure` was given. build, run and describe use it.\n");
	print_line(out, "configuration", short_path(record, arena, folder, record->configuration));
	print_line(out, "target", record->target);
	print_line(out, record->arch_given ? "given-arch" : "arch", record->arch);
	for (size_t i = 0; i < record->search.n; i++)
		print_line(out, "search",
		           short_path(record, arena, folder, record->search.items[i]));
	for (size_t i = 0; i < record->overlays.n; i++)
		print_line(out, "overlay",
		           short_path(record, arena, folder, record->overlays.items[i]));
	if (record->max_steps)
		print_line(out, "max-steps", record->max_steps);
	for (size_t i = 0; i < record->choices.n; i++)
		print_choice(out, &record->choices.items[i]);
	for (size_t i = 0; i < record->settings.n; i++) {
		const struct setting *setting = &record->settings.items[i];

		if (strcmp(setting->dir, dir))
			print_line(out, "folder", short_path(record, arena, folder, setting->dir));
		dir = setting->dir;
		print_setting(out, setting);
	}
}

/* ---- reading --------------------------------------------------------------------------------- */

struct reading {
	struct record *record;
	struct arena *arena;
	const char *folder; /* absolute */
	char *fields[MAX_FIELDS];
	size_t n;
	const char *dir; /* of the settings that follow */
};

/* Undoes print_field, in place. */
static void unescape(char *field)
{
	char *to = field;

	for (; *field; field++)
		if (*field == '\\' && field[1]) {
			field++;
			*to++ = (char)(*field == 'n' ? '\n' : *field == 't' ? '\t' : *field);
		} else {
			*to++ = *field;
		}
	*to = '\0';
}

/* Cuts a line into its fields. */
static bool split(struct reading *r, char *line)
{
	char *tab;

	for (r->n = 0; line; line = tab) {
		if (r->n == MAX_FIELDS)
			return false;
		tab = strchr(line, '\t');
		if (tab)
			*tab++ = '\0';
		r->fields[r->n++] = line;
	}
	for (size_t i = 0; i < r->n; i++)
		unescape(r->fields[i]);
	return true;
}

/* A path of the record, from the folder in which that lies. */
static const char *full_path(struct reading *r, const char *path)
{
	return absolute_path(r->arena, path_join(r->arena, r->folder, path));
}

static bool read_setting(struct reading *r)
{
	struct setting setting = {
		.key = r->fields[1],
		.from = r->fields[2],
		.value = r->n > 3 ? r->fields[3] : NULL,
		.is_default = !strcmp(r->fields[0], "default"),
		.dir = r->dir,
	};

	*vec_push(r->arena, &r->record->settings) = setting;
	return true;
}

/* "error" and a check. */
static bool read_choice(struct reading *r)
{
	struct check_choice choice = { 0 };

	while (strcmp(severity_words[choice.severity], r->fields[0]) != 0)
		if (++choice.severity > SEVERITY_ERROR)
			return false;
	if (!check_find(r->fields[1], &choice.check))
		return false;
	*vec_push(r->arena, &r->record->choices) = choice;
	return true;
}

static bool read_line(struct reading *r)
{
	struct record *record = r->record;
	const char *word = r->fields[0], *field = r->n > 1 ? r->fields[1] : NULL;

	if (*word == '#')
		return true;
	if ((!strcmp(word, "set") || !strcmp(word, "default")) && r->n >= 3 && r->dir)
		return read_setting(r);
	if (r->n != 2)
		return false;
	if (!strcmp(word, "configuration"))
		record->configuration = full_path(r, field);
	else if (!strcmp(word, "folder"))
		r->dir = full_path(r, field);
	else if (!strcmp(word, "target"))
		record->target = field;
	else if (!strcmp(word, "arch") || !strcmp(word, "given-arch"))
		record->arch = field, record->arch_given = *word == 'g';
	else if (!strcmp(word, "search"))
		*vec_push(r->arena, &record->search) = full_path(r, field);
	else if (!strcmp(word, "overlay"))
		*vec_push(r->arena, &record->overlays) = full_path(r, field);
	else if (!strcmp(word, "max-steps"))
		record->max_steps = field;
	else
		return read_choice(r);
	return true;
}

static bool parse(struct reading *r, char *text)
{
	char *line = text, *end;

	if (strncmp(text, version_line, sizeof version_line - 1) ||
	    text[sizeof version_line - 1] != '\n')
		return false;
	for (line += sizeof version_line; *line; line = end + 1) {
		end = strchr(line, '\n');
		if (!end)
			return false;
		*end = '\0';
		if (!split(r, line) || !read_line(r))
			return false;
	}
	return r->record->configuration && r->record->target && r->record->arch;
}

int record_read(struct record *record, struct arena *arena, const char *folder)
{
	struct reading r = { .record = record, .arena = arena };
	char *text;
	size_t len;
	int error;

	*record = (struct record){ 0 };
	error = file_read(arena, path_join(arena, folder, RECORD_NAME), &text, &len);
	if (error)
		return error == -ENOTDIR ? -ENOENT : error;
	r.folder = path_real(arena, folder);
	return r.folder && strlen(text) == len && parse(&r, text) ? 0 : -EINVAL;
}
