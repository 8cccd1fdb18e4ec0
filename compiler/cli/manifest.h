/* manifest.h - which files of an output folder mcfg wrote, and what it wrote into them. */
#ifndef MCFG_CLI_MANIFEST_H
#define MCFG_CLI_MANIFEST_H

#include "base/hash.h"
#include "base/intern.h"
#include "base/text.h"

/* The manifest's own name in the output folder. doc/cli.md describes its text. */
#define MANIFEST_NAME  "mcfg.manifest"
#define MANIFEST_BEGIN "mcfg-manifest "

/* What stands in a file: its length, and FNV-1a of its bytes. */
struct digest {
	uint64_t hash;
	uint64_t len;
};

struct digest digest_of(const char *bytes, size_t len);
void digest_add(struct digest *digest, const char *bytes, size_t len);
bool digest_same(struct digest a, struct digest b);

struct manifest_entry {
	const char *path; /* below the output folder, without `.` and `..`; interned */
	struct digest digest;
};

struct manifest {
	struct intern names;
	VEC(struct manifest_entry *) entries; /* in the order added */
	struct map by_path;
};

void manifest_init(struct manifest *manifest, struct arena *arena);
void manifest_add(struct manifest *manifest, const char *path, struct digest digest);

/* Is `path` in it with this content; at all? */
bool manifest_has(struct manifest *manifest, const char *path, struct digest digest);
bool manifest_names(struct manifest *manifest, const char *path);

void manifest_print(const struct manifest *manifest, struct text *out);

/* Adds what a manifest's text says. False when it is none, or not whole. */
bool manifest_parse(struct manifest *manifest, const char *text);

#endif
