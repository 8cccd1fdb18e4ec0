#include <mcfg/top.h>

/* Calls through the table, from a source that was not compiled for the handle. */
int top_by_table(struct top *top, int n);
