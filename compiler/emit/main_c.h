/*
 * main_c.h - what the parts of main.c share. In order: the tables, the settings, the devices, who
 * is told upwards, the options, what run time decides, connect and disconnect, the jobs.
 */
#ifndef MCFG_EMIT_MAIN_C_H
#define MCFG_EMIT_MAIN_C_H

#include "emit/emit_private.h"

/* Is the node a member of `image`? Choices are not, nor applications that only run. */
bool main_has_struct(const struct emit *e, const struct node *node);

/* Is there anything to call when it connects or disconnects? */
bool main_connects(const struct emit *e, const struct node *node);
size_t main_n_connected(const struct emit *e);

/* Has any device something to do when it disconnects? */
bool main_disconnects(const struct emit *e);

/* Does it lack a header, so that its arguments stand in its struct? */
bool main_is_plain(const struct emit *e, const struct node *node);

/* More devices than this are connected by tables. */
enum { MAIN_MANY_DEVICES = 64 };

/* The device as an argument of type `interface`: a constant, or an expression that calls
 * conversions. */
const char *main_constant(struct emit *e, const struct node *node,
                          const struct interface *interface);
const char *main_argument(struct emit *e, const struct node *node,
                          const struct interface *interface);

/* Its config, "&config.eth0", or "NULL". */
const char *main_config(struct emit *e, const struct node *node);

/* Does any argument of the node depend on a choice, so that it is not constant? */
bool main_argument_is_chosen(const struct node *node, size_t index);

/* Where its consumers are listed: "eth0_network_up"; null if it has none. */
const char *main_up_list(struct emit *e, const struct node *node,
                         const struct interface *interface);

/* Sections of main.c, each with a comment as its heading. */
void main_section(struct text *text, const char *heading);

/* Does a choice, perhaps through choices below it, lead to a device? */
bool main_leads(const struct node *from, const struct node *to);

/* The parts, in the order in which they stand in main.c. */
void emit_main_tables(struct emit *e, struct text *text);    /* main_tables.c */
void emit_main_image(struct emit *e, struct text *text);     /* main_image.c */
void emit_main_attached(struct emit *e, struct text *text);  /* main_attached.c */
void emit_main_keys(struct emit *e, struct text *text);      /* main_keys.c: storage, fixed keys */
void emit_main_decide(struct emit *e, struct text *text);    /* main_decide.c */
void emit_main_listeners(struct emit *e, struct text *text); /* main_listeners.c: of decide */
void emit_main_reached(struct emit *e, struct text *text);   /* main_keys.c: of the options */
void emit_main_options(struct emit *e, struct text *text);   /* main_keys.c */
void emit_main_connect(struct emit *e, struct text *text);   /* main_connect.c */
void emit_main_rows(struct emit *e, struct text *text);      /* main_rows.c: instead, for many */
void emit_main_jobs(struct emit *e, struct text *text);      /* main_jobs.c */

bool emit_main_has_options(const struct emit *e);
const char *emit_main_lacking(struct emit *e);
bool emit_main_has_fixed(const struct emit *e);

#endif
