/* end.h - the end of a guest: its status is the last line on the console, "mcfg: exit N". */
#ifndef MCFG_END_H
#define MCFG_END_H

/* What a crash counts as: what a shell says of a process that aborted. */
#define MCFG_STATUS_CRASHED 134

/* The C library's exit_group: all output is sent, then the machine ends. On the task's stack. */
_Noreturn void mcfg_guest_end(int status);

/* The same with status 0, and the machine starts again. */
_Noreturn void mcfg_guest_reboot(void);

#endif
