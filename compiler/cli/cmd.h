/* cmd.h - what each command does; see the table in commands.c. All return an exit status. */
#ifndef MCFG_CLI_CMD_H
#define MCFG_CLI_CMD_H

#include "cli/command.h"

int cmd_build(const struct invocation *inv);
int cmd_check(const struct invocation *inv);
int cmd_clean(const struct invocation *inv);
int cmd_configure(const struct invocation *inv);
int cmd_depends(const struct invocation *inv);
int cmd_describe(const struct invocation *inv);
int cmd_devices(const struct invocation *inv);
int cmd_explain(const struct invocation *inv);
int cmd_diff(const struct invocation *inv);
int cmd_headers(const struct invocation *inv);
int cmd_inspect(const struct invocation *inv);
int cmd_keys(const struct invocation *inv);
int cmd_run(const struct invocation *inv);
int cmd_targets(const struct invocation *inv);
int cmd_why(const struct invocation *inv);
int cmd_trace(const struct invocation *inv);

#endif
