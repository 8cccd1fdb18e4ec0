/* c_names.h - what things are called in C (doc/internals.md, section 4), and where they come from.
 */
#ifndef MCFG_EMIT_C_NAMES_H
#define MCFG_EMIT_C_NAMES_H

#include "emit/model.h"

/* "window" of a duration is "window_ns", of a size "window_bytes". */
const char *c_with_unit(struct arena *arena, const char *name, enum mcfg_type type);

/* "http-2 server" -> "HTTP_2_SERVER". */
const char *c_upper(struct arena *arena, const char *name);

/* How an operation is called: console_write, network_up_frame. */
const char *c_call(struct arena *arena, const struct operation *operation);
const char *c_up_call(struct arena *arena, const struct operation *operation);

/* Who an implementation's operation is at one place of its struct: direct_tcp_write; away from the
   canonical place direct_tcp_write_via_c. */
const char *c_function(struct arena *arena, const struct member *member,
                       const struct operation *operation);

/* Its table there: direct_tcp_flow_ops, direct_tcp_flow_ops_via_c. */
const char *c_table(struct arena *arena, const struct member *member);

/* What a consumer defines: ethif_network_frame; its table: ethif_network_up_ops. */
const char *c_up_function(struct arena *arena, const struct device *taker,
                          const struct operation *operation);
const char *c_up_table(struct arena *arena, const struct device *taker,
                       const struct interface *interface);

/* The name of a device's i-th argument among `args`: "console", a second one "console_2". */
const char *c_argument(struct arena *arena, const struct device *device, size_t index);

/*
 * A path as generated texts show it, the same wherever the trees lie: relative to the
 * configuration's folder, or mcfg/... for the installation's files.
 */
const char *shown_path(const struct emit *e, const char *real);

/* "devices/tap.mdev:12" and "devices/tap.mdev:12:8"; "?" where a span has no place. */
const char *shown_line(const struct emit *e, struct span span);
const char *shown_place(const struct emit *e, struct span span);

/* The absolute folder of the headers that an interface names, where they lie beside it; or null. */
const char *interface_header_dir(const struct emit *e, const struct interface *interface);

/* A comment: prose in one or more lines, wrapped where they are long; nothing for null or "". */
void c_comment(struct text *text, const char *prose);

/* Adds a file to the output, with an empty text. */
struct text *output_add(struct output *out, const char *path);

#endif
