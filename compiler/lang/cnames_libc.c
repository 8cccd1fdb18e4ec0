/* The C library's names; see cnames_private.h. */
#include "lang/cnames_private.h"

#include <stdlib.h>
#include <string.h>

static const char *const functions[] = {
#include "lang/cnames_functions.def"
};

static const char *const tags[] = {
#include "lang/cnames_tags.def"
};

static int by_bytes(const void *a, const void *b)
{
	return strcmp(a, *(const char *const *)b);
}

bool cname_of_libc(enum cname_space space, const char *name)
{
	switch (space) {
	case CNAME_ORDINARY:
		return bsearch(name, functions, sizeof functions / sizeof *functions,
		               sizeof *functions, by_bytes);
	case CNAME_TAG:
		return bsearch(name, tags, sizeof tags / sizeof *tags, sizeof *tags, by_bytes);
	default: return false;
	}
}
