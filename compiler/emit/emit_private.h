/* emit_private.h - the emitters: each makes one kind of file from the model. */
#ifndef MCFG_EMIT_PRIVATE_H
#define MCFG_EMIT_PRIVATE_H

#include "emit/c_names.h"
#include "emit/c_proto.h"
#include "emit/c_value.h"
#include "emit/model.h"

/* emit_interface.c: include/mcfg/INTERFACE.h */
void emit_interface(struct emit *e, const struct interface *interface);

/*
 * emit_binding.c: include/mcfg/bind/INTERFACE.h for a null source, else
 * bind/SOURCE/mcfg/bind/INTERFACE.h.
 */
void emit_binding(struct emit *e, const struct emit_source *source,
                  const struct interface *interface);

/* emit_upward.c: the upward calls of a binding, and the prototypes that they need. */
void emit_upward(struct emit *e, struct text *text, const struct emit_source *source,
                 const struct interface *interface);
void emit_upward_prototypes(struct emit *e, struct text *text, const struct emit_source *source,
                            const struct interface *interface);

/* The prototype of what a consumer defines, attributed to the interface's text. */
void c_up_prototype(struct emit *e, struct text *text, const struct device *taker,
                    const struct operation *operation);

/* emit_device.c: include/mcfg/device/DEVICE.h */
void emit_device(struct emit *e, const struct emit_device *d);

/* emit_keys.c: include/mcfg/keys.h */
void emit_keys(struct emit *e);

/* emit_main.c: main.c; its parts are in main_c.h. */
void emit_main(struct emit *e);

/* emit_imprint.c: record.c, what the image says of itself. */
void emit_imprint(struct emit *e);

/* The build: Makefile, compile_commands.json, needed.txt; the target's own files. */
void emit_makefile(struct emit *e);
void emit_compile_commands(struct emit *e);
void emit_needed(struct emit *e);
void emit_boot_files(struct emit *e);

#endif
