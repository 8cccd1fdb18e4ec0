/* See depends.h: names and documents. */
#include "cli/depends.h"

#include "emit/json.h"

#include <string.h>
#include <sys/utsname.h>

/* A processor by the name that Debian gives it; uname and descriptors have their own. */
static const char *debian_name(const char *arch)
{
	static const char *const names[][2] = { { "x86_64", "amd64" }, { "aarch64", "arm64" } };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(arch, names[i][0]))
			return names[i][1];
	return arch;
}

bool depends_is_cross(const struct analysis *a)
{
	struct utsname machine;

	return !uname(&machine) &&
	       strcmp(debian_name(a->c.image->arch->name), debian_name(machine.machine)) != 0;
}

const char *depends_apt_name(const struct analysis *a, const struct package_need *need)
{
	if (need->of_target || strchr(need->name, ':') || !depends_is_cross(a))
		return need->name;
	return arena_printf(a->inv->arena, "%s:%s", need->name,
	                    debian_name(a->c.image->arch->name));
}

const char *depends_text(const struct analysis *a, const struct package_need *need)
{
	return need->kind == PACKAGE_APT ? depends_apt_name(a, need)
	                                 : package_need_text(need, a->inv->arena);
}

/* ---- for programs ---------------------------------------------------------------------------- */

static void put_bounds(struct json *json, const struct package_need *need)
{
	package_words words = { 0 };
	size_t name = strlen(need->name);

	json_member(json, false, "versions");
	text_puts(json->out, "[");
	package_need_words(need, json->out->arena, &words);
	for (size_t i = 0; words.items[0][name] && i < words.n; i++) {
		text_puts(json->out, i ? ", " : "");
		text_json_string(json->out, words.items[i] + name + 1);
	}
	text_puts(json->out, "]");
}

static void put_origin(struct json *json, const struct package_origin *origin)
{
	text_puts(json->out, "{");
	json_string(json, true, "device", origin->device ? origin->device->name : NULL);
	json_place(json, origin->span);
	text_puts(json->out, "}");
}

static void put_need(const struct analysis *a, struct json *json, const struct package_need *need)
{
	bool is_apt = need->kind == PACKAGE_APT;

	text_puts(json->out, "    {");
	json_string(json, true, "kind", is_apt ? "apt" : "pkg_config");
	json_string(json, false, "name", is_apt ? depends_apt_name(a, need) : need->name);
	put_bounds(json, need);
	json_member(json, false, "needed_by");
	text_puts(json->out, "[");
	for (size_t i = 0; i < need->origins.n; i++) {
		text_puts(json->out, i ? ", " : "");
		put_origin(json, &need->origins.items[i]);
	}
	text_puts(json->out, "]}");
}

void depends_json(struct analysis *a, struct text *out)
{
	const struct image *image = a->c.image;
	struct json json = {
		.c = &a->c,
		.out = out,
		.config = path_dir(a->inv->arena, a->project->real),
		.root = a->root,
	};

	text_puts(out, "{\n  \"schema\": \"mcfg-depends/1\",\n  ");
	json_string(&json, true, "image", image->name);
	json_string(&json, false, "target", image->target->decl->name);
	json_string(&json, false, "arch", image->arch->name);
	text_puts(out, ",\n  \"packages\": [");
	for (size_t i = 0; i < image->packages.n; i++) {
		text_puts(out, i ? ",\n" : "\n");
		put_need(a, &json, image->packages.items[i]);
	}
	text_puts(out, image->packages.n ? "\n  ]\n}\n" : "]\n}\n");
}
