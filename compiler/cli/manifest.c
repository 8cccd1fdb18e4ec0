/* See manifest.h. */
#include "cli/manifest.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char first_line[] = MANIFEST_BEGIN "1\n", last_line[] = "end\n";

/* Source: FNV-1a, 64 bits. */
void digest_add(struct digest *digest, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		digest->hash = (digest->hash ^ (unsigned char)bytes[i]) * 0x100000001b3;
	digest->len += len;
}

struct digest digest_of(const char *bytes, size_t len)
{
	struct digest digest = { 0xcbf29ce484222325, 0 };

	digest_add(&digest, bytes, len);
	return digest;
}

bool digest_same(struct digest a, struct digest b)
{
	return a.hash == b.hash && a.len == b.len;
}

void manifest_init(struct manifest *manifest, struct arena *arena)
{
	*manifest = (struct manifest){ 0 };
	intern_init(&manifest->names, arena);
}

static struct manifest_entry *find(struct manifest *manifest, const char *path)
{
	return map_get(&manifest->by_path, intern(&manifest->names, path));
}

void manifest_add(struct manifest *manifest, const char *path, struct digest digest)
{
	struct manifest_entry *entry = find(manifest, path);
	struct arena *arena = manifest->names.arena;

	if (!entry) {
		entry = arena_new(arena, struct manifest_entry);
		entry->path = intern(&manifest->names, path);
		*vec_push(arena, &manifest->entries) = entry;
		map_set(arena, &manifest->by_path, entry->path, entry);
	}
	entry->digest = digest;
}

bool manifest_has(struct manifest *manifest, const char *path, struct digest digest)
{
	const struct manifest_entry *entry = find(manifest, path);

	return entry && digest_same(entry->digest, digest);
}

bool manifest_names(struct manifest *manifest, const char *path)
{
	return find(manifest, path) != NULL;
}

void manifest_print(const struct manifest *manifest, struct text *out)
{
	text_puts(out, first_line);
	for (size_t i = 0; i < manifest->entries.n; i++) {
		const struct manifest_entry *entry = manifest->entries.items[i];

		text_printf(out, "%016" PRIx64 " %" PRIu64 " %s\n", entry->digest.hash,
		            entry->digest.len, entry->path);
	}
	text_puts(out, last_line);
}

/* No part of a path leads out of the folder. */
static bool is_below(const char *path)
{
	for (const char *part = path;; part++) {
		size_t len = strcspn(part, "/");

		if (!len || (len == 1 && *part == '.') || (len == 2 && !strncmp(part, "..", 2)))
			return false;
		part += len;
		if (!*part)
			return true;
	}
}

static bool parse_line(struct manifest *manifest, const char *line)
{
	struct digest digest;
	int path_at = 0;

	if (sscanf(line, "%16" SCNx64 " %" SCNu64 " %n", &digest.hash, &digest.len, &path_at) !=
	        2 ||
	    !path_at || !is_below(line + path_at))
		return false;
	manifest_add(manifest, line + path_at, digest);
	return true;
}

bool manifest_parse(struct manifest *manifest, const char *text)
{
	size_t head = sizeof first_line - 1;

	if (strncmp(text, first_line, head))
		return false;
	for (text += head; strcmp(text, last_line);) {
		size_t len = strcspn(text, "\n");

		if (text[len] != '\n' ||
		    !parse_line(manifest, arena_strndup(manifest->names.arena, text, len)))
			return false;
		text += len + 1;
	}
	return true;
}
