/* keep.h - what a driver holds over a suspension, and must make anew after it. */
#ifndef KEEP_H
#define KEEP_H

/* Takes a grant, a port, a watch and a transaction; says what becomes of them when the image
 * suspends. */
int keep(int (*say)(const char *text));

#endif
