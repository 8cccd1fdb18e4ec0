/* cnames_private.h - the parts of cnames. */
#ifndef MCFG_CNAMES_PRIVATE_H
#define MCFG_CNAMES_PRIVATE_H

#include "lang/cnames.h"

enum cname_space {
	CNAME_ORDINARY, /* functions, objects, enumerators */
	CNAME_TAG,
	CNAME_HEADER, /* <mcfg/NAME.h> */
	N_CNAME_SPACES
};

/* Somebody's name: a declaration's, or a runtime header's. */
struct cname {
	const char *name;
	struct span span;   /* what it is made for; unknown for a runtime header's */
	const char *header; /* the runtime header's path as sources include it, or null */
};

struct cnames {
	struct compilation *c;
	struct map by_name[N_CNAME_SPACES];   /* struct cname */
	struct span reported_first, reported; /* the last two that were said to meet */
};

/* Takes a name for what stands at `span`; reports if it is taken. */
void cname_add(struct cnames *names, enum cname_space space, const char *name, struct span span);

/* Takes the names that the runtime's public headers below `options.root` declare. */
void cnames_read_runtime(struct cnames *names);

/* Is it one of the C library's? */
bool cname_of_libc(enum cname_space space, const char *name);

#endif
