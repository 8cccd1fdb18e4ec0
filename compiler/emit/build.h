/* build.h - how the files of an image are compiled: what the Makefile and its kin share. */
#ifndef MCFG_EMIT_BUILD_H
#define MCFG_EMIT_BUILD_H

#include "emit/emit_private.h"

/* One object: of a source, of a generated file, or of main.c. */
struct object {
	const char *name;  /* "obj/unikernel.o" is $(O)/unikernel.o: "unikernel" */
	const char *label; /* for people: "unikernel.c" */
	const char *real;  /* the source, absolute; null: it lies in the output folder at `path` */
	const char *path;  /* "main.c", "gen/data.c" */
	const struct emit_source *source;  /* or null */
	VEC(struct emit_device *) devices; /* whose headers are included before it */
	bool generated;
	bool imprint; /* record.c, which includes $(O)/versions.h */
};

struct objects {
	VEC(struct object) all;
};

void build_objects(struct emit *e, struct objects *objects);

/* Reports the sources whose names make cannot read. */
void build_check_names(struct emit *e);

/* The `generate` steps of all devices, each once; two that disagree are reported. */
struct generates {
	VEC(const struct generate *) all;
	VEC(struct emit_device *) devices;
};

void build_generates(struct emit *e, struct generates *generates);

/*
 * A path as the Makefile names it: below $(MCFG_ROOT), below $(SRC), in the output folder itself,
 * or absolute. The first for targets and prerequisites, the second as a word of a shell command.
 */
const char *make_path(struct emit *e, const char *real);
const char *make_shell_path(struct emit *e, const char *real);

/* A path that is not absolute as a target or a prerequisite. */
const char *make_path_word(struct arena *arena, const char *path);

/*
 * What all C learns of the keys that the target's runtime reads: "-DMCFG_KEY_LOGS=\"info\"" of one
 * that is fixed, MCFG_KEY_LOGS_DEFAULT of one whose default was moved. Words as they are.
 */
typedef VEC(const char *) key_flags;
void build_key_flags(struct emit *e, key_flags *flags);

/* A text as one word of a shell command in a Makefile. */
const char *make_shell_word(struct arena *arena, const char *text);

/* The include folders of an object, in order: "-Ibind/unikernel", "-Iinclude", ... as make words.
 */
struct include_dirs {
	VEC(const char *) all;
};

void build_includes(struct emit *e, const struct object *object, struct include_dirs *dirs);

/*
 * Libraries. emit_packages writes the variables with what pkg-config says, and the
 * target's own libraries after it; package_cflags gives
 * what an object is compiled with for its devices' libraries, " $(CFLAGS-foo)", which are those
 * that object_libraries names; and emit_package_checks writes the rule that names what is missing.
 */
void emit_packages(struct emit *e, struct text *text, const char *more_libs);
typedef VEC(const char *) package_names;
void object_libraries(struct emit *e, const struct object *object, package_names *names);
const char *package_cflags(struct emit *e, const struct object *object);
void emit_package_checks(struct emit *e, struct text *text);

/* The flags that all C of the image is compiled with, but for the target's own and the user's. */
extern const char *const build_flags;

#endif
