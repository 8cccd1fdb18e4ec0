/* emit_imprint.c - record.c: what the image says of itself (base/imprint.h). */
#include "base/imprint.h"
#include "emit/describe_parts.h"
#include "emit/emit_private.h"
#include "version.h"

/* A line of the record as a line of C. */
static void end_line(struct text *out, const struct text *line)
{
	text_puts(out, "\n\t");
	text_c_string(out, text_string(line));
}

static void put_fact(struct text *out, const char *word, const char *field)
{
	struct text line;

	text_init(&line, out->arena);
	text_puts(&line, word);
	imprint_put_field(&line, field);
	text_putc(&line, '\n');
	end_line(out, &line);
}

static void put_key(struct emit *e, struct text *out, const struct key *key)
{
	struct text line, type, value;

	text_init(&line, e->arena);
	text_init(&type, e->arena);
	text_init(&value, e->arena);
	describe_type(&type, &key->decl->type);
	if (key->value)
		value_print(&value, key->value);
	text_puts(&line, "key");
	imprint_put_field(&line, key->option);
	imprint_put_field(&line, text_string(&type));
	imprint_put_field(&line, key->known ? "fixed" : key->value ? "open" : "required");
	imprint_put_field(&line, value.len ? text_string(&value) : "");
	text_putc(&line, '\n');
	end_line(out, &line);
}

static void put_taken(struct text *line, const struct node *node)
{
	if (node->name)
		imprint_put_field(line, node->name);
}

static void put_node(struct emit *e, struct text *out, const struct node *node)
{
	struct text line;

	text_init(&line, e->arena);
	text_puts(&line, "device");
	imprint_put_field(&line, node->name);
	imprint_put_field(&line, node->kind == NODE_CHOICE ? "" : node->device->name);
	for (size_t i = 0; i < node->n_args; i++)
		put_taken(&line, node->args[i]);
	for (size_t i = 0; i < node->n_requires; i++)
		put_taken(&line, node->requires[i]);
	for (size_t i = 0; i < node->n_branches; i++)
		put_taken(&line, node->branches[i].node);
	text_putc(&line, '\n');
	end_line(out, &line);
}

static void put_count(struct emit *e, struct text *out, const struct emit_device *device)
{
	struct text line;

	text_init(&line, e->arena);
	text_puts(&line, "devices");
	imprint_put_field(&line, device->device->name);
	text_printf(&line, "\t%zu\n", device->nodes.n);
	end_line(out, &line);
}

static void put_devices(struct emit *e, struct text *out)
{
	const struct image *image = e->image;

	for (size_t i = 0; image->nodes.n <= IMPRINT_DEVICES && i < image->nodes.n; i++)
		if (image->nodes.items[i]->name)
			put_node(e, out, image->nodes.items[i]);
	for (size_t i = 0; image->nodes.n > IMPRINT_DEVICES && i < e->devices.n; i++)
		put_count(e, out, e->devices.items[i]);
}

static void put_attached(struct emit *e, struct text *out, const struct attach *attach)
{
	struct text line;

	text_init(&line, e->arena);
	text_puts(&line, "attach");
	imprint_put_field(&line, attach->kind);
	for (size_t i = 0; i < attach->n_values; i++)
		imprint_put_field(&line, value_shown(e->arena, attach->values[i]));
	text_putc(&line, '\n');
	end_line(out, &line);
}

static void put_record(struct emit *e, struct text *out)
{
	const struct image *image = e->image;

	text_printf(out, "\n\t\"\\177\" \"mcfg record 1\\n\\n\"");
	put_fact(out, "image", image->name);
	put_fact(out, "target", image->target->decl->name);
	put_fact(out, "arch", image->arch->name);
	put_fact(out, "mcfg", MCFG_VERSION);
	text_puts(out, "\n\t\"compiler\\t\" COMPILER \"\\n\"");
	text_puts(out, "\n#include \"versions.h\"");
	for (size_t i = 0; i < image->keys.n; i++)
		put_key(e, out, image->keys.items[i]);
	for (size_t i = 0; i < image->jobs.n; i++)
		if (image->jobs.items[i]->name)
			put_fact(out, "job", image->jobs.items[i]->name);
	put_devices(e, out);
	for (size_t i = 0; i < e->attached.n; i++)
		put_attached(e, out, e->attached.items[i].what);
	text_puts(out, "\n\t\"end\\n\";\n");
}

void emit_imprint(struct emit *e)
{
	struct text *out = output_add(e->out, "record.c");

	text_line(out, "/* What the image says of itself to `mcfg inspect`, written by mcfg. */");
	text_line(out, "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n");
	text_line(out, "#ifdef __clang__");
	text_line(out, "#define COMPILER __VERSION__");
	text_line(out, "#else");
	text_line(out, "#define COMPILER \"gcc \" __VERSION__");
	text_line(out, "#endif\n");
	text_line(out, "extern const char mcfg_record[];\n");
	text_line(out,
	          "__attribute__((used, retain, section(\".rodata.mcfg_record\"), aligned(16)))");
	text_puts(out, "const char mcfg_record[] =");
	put_record(e, out);
}
