/*
 * package.h - what devices need of the system: read from descriptors, and merged over the graph.
 *
 * A package of apt is a name. One of pkg-config is a name, perhaps with bounds of its version:
 * "foo", "foo >= 1.2", "foo >= 1.2 & < 2.0 & <> 1.4".
 */
#ifndef MCFG_GRAPH_PACKAGE_H
#define MCFG_GRAPH_PACKAGE_H

#include "base/diag.h"
#include "base/hash.h"
#include "base/intern.h"

struct device;
struct package_need;

/* Who asks for a package, and where. */
struct package_origin {
	const struct device *device; /* null: the target */
	struct span span;
};

enum package_op { PACKAGE_EQ, PACKAGE_NE, PACKAGE_LT, PACKAGE_LE, PACKAGE_GT, PACKAGE_GE };

struct package_bound {
	enum package_op op;
	const char *version; /* null: no bound */
	struct package_origin origin;
};

/* One demand, as a descriptor has it. */
struct package {
	enum package_kind { PACKAGE_APT, PACKAGE_PKG_CONFIG } kind;
	const char *name; /* interned */
	VEC(struct package_bound) bounds;
	struct span span;
};

/* All demands for one package together. */
struct package_need {
	enum package_kind kind;
	const char *name;
	bool of_target;             /* only the target asks: it is for the machine that builds */
	struct package_bound least; /* GE or GT */
	struct package_bound most;  /* LE or LT */
	VEC(struct package_bound) never;
	VEC(struct package_origin) origins; /* each device once, in the order of the image */
	struct map seen;                    /* those devices */
};

typedef VEC(struct package_need *) package_needs;

/* The words that pkg-config takes: "foo", or "foo >= 1.2" for each bound. */
typedef VEC(const char *) package_words;
void package_need_words(const struct package_need *need, struct arena *arena, package_words *words);

/* Who asks for the most: whose bound is left, else who came first. */
const struct package_origin *package_need_origin(const struct package_need *need);

/* For people and programs: "foo >= 1.2 & < 2.0". */
const char *package_need_text(const struct package_need *need, struct arena *arena);

/*
 * Reads the text of a descriptor. `literal` is the span of the string literal, or null where the
 * text is not written out there; `span` is that of the whole entry.
 *
 * Returns false after reporting what is wrong with it.
 */
struct package_reader {
	struct diags *diags;
	struct arena *arena;
	struct intern *names;
	struct span span;
	const struct span *literal;
};
bool package_read(const struct package_reader *reader, enum package_kind kind, const char *text,
                  struct package *package);

/* Adds `least` to a package of pkg-config: "foo" ~min:"1.2". */
bool package_read_min(const struct package_reader *reader, const char *version,
                      struct package *package);

/* Below 0, 0, above 0: versions as pkg-config orders them. Source: rpm's rpmvercmp. */
int package_version_compare(const char *a, const char *b);

/*
 * Adds a demand to what is known of its package. Reports demands that no version fulfils, at both
 * places, and keeps the first.
 */
struct package_merge {
	struct diags *diags;
	struct arena *arena;
	package_needs *needs;
	struct map by_name[2]; /* for each kind */
};
void package_merge_add(struct package_merge *merge, const struct package *package,
                       const struct device *device);

#endif
