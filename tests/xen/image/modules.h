/* modules.h - Xen's own modules, as a driver uses them, on the Xen that is there. */
#ifndef MODULES_H
#define MODULES_H

/* Returns 0 if all does what it should; else says what does not. */
int modules(int (*say)(const char *text));

#endif
