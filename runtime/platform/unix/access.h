/* access.h - what the code that faulted did: one file for each architecture. */
#ifndef MCFG_UNIX_ACCESS_H
#define MCFG_UNIX_ACCESS_H

enum mcfg_access { MCFG_ACCESS_READ, /* or nobody knows */ MCFG_ACCESS_WRITE, MCFG_ACCESS_EXECUTE };

/* By the context of a SIGSEGV or SIGBUS, and its address. */
enum mcfg_access mcfg_access_of(const void *context, const void *address) __attribute__((cold));

#endif
