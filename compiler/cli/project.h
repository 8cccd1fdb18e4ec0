/* project.h - a configuration, and the output folders that belong to it. */
#ifndef MCFG_CLI_PROJECT_H
#define MCFG_CLI_PROJECT_H

#include "cli/command.h"
#include "cli/files.h"
#include "cli/record.h"

struct project {
	struct arena *arena;
	const char *path; /* the configuration, as users name it */
	const char *real; /* absolute and free of links, though the file may be missing */
	const char *dir;  /* the folder of `path` */
	const char *stem; /* "app" of app.mcfg */
};

/* An output folder in which the project was configured. */
struct configured {
	const char *folder; /* as users name it */
	struct record record;
};

/*
 * Finds the configuration that an invocation is about: its operand, else that which its -o folder
 * was configured for, else the only one in the working folder. Returns EXIT_GOOD, or another status
 * after saying why.
 */
int project_find(struct project *project, const struct invocation *inv);

/* Is there one configuration in the working folder, and no other? */
bool project_is_alone(const struct invocation *inv);

typedef VEC(struct configured) configured_list;

/* The output folders of the project, by name, of which -t, --arch and -o are true. Returns an exit
   status. */
int project_configured(const struct project *project, const struct invocation *inv,
                       configured_list *list);

/*
 * The one output folder that is meant, in `*configured`, null when there is none. Several are an
 * error unless -t names the target, and one of them has the architecture that nobody had to name.
 */
int project_choose(const struct project *project, const struct invocation *inv,
                   struct configured **configured);

/* Where an image is configured: -o; or build/TARGET-ARCH beside the configuration, or with -STEM
   after it when another configuration has that. EXIT_USAGE when another configuration has that too.
 */
int project_folder(const struct project *project, const struct invocation *inv, const char *target,
                   const char *arch, const char **folder);

#endif
