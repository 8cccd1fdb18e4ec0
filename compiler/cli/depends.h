/* depends.h - what an image needs of the system: listed, and installed. */
#ifndef MCFG_CLI_DEPENDS_H
#define MCFG_CLI_DEPENDS_H

#include "cli/analysis.h"

/* Is the image for another processor than this machine's? */
bool depends_is_cross(const struct analysis *a);

/* A package of apt by the name that apt knows it by: of the image's architecture, where that is
 * another one than this machine's and the package is for the image. */
const char *depends_apt_name(const struct analysis *a, const struct package_need *need);

/* "libfoo-dev", "foo >= 1.2": what a line of `mcfg depends` says. */
const char *depends_text(const struct analysis *a, const struct package_need *need);

void depends_json(struct analysis *a, struct text *out);

/*
 * Installs what apt has and this machine lacks, asking nothing, and looks for what pkg-config must
 * find. Returns an exit status, after saying what is missing.
 */
int depends_install(const struct analysis *a);

#endif
