/* report.h - texts that the runtime itself writes: messages, and the answer to --help. */
#ifndef MCFG_REPORT_H
#define MCFG_REPORT_H

#include <stdarg.h>
#include <stddef.h>

/* Gathers a text in its buffer, and hands it on when it is full. Nothing is allocated. */
struct mcfg_writer {
	void (*write)(const void *text, size_t len);
	size_t n;
	char buffer[512];
};

void mcfg_write(struct mcfg_writer *writer, const char *text, size_t len);
void mcfg_write_string(struct mcfg_writer *writer, const char *string);
void mcfg_write_blanks(struct mcfg_writer *writer, size_t n);

/* A text from outside: what is not printable becomes `?`. */
void mcfg_write_foreign(struct mcfg_writer *writer, const char *text, size_t len);

/* Hands on what is still in the buffer. */
void mcfg_write_end(struct mcfg_writer *writer);

/*
 * A message of one line: the image's name, a colon, the text, with %s, %.20s, %d and %p only: an
 * image that prints nothing else does without printf. May be called while a fault is handled.
 */
void mcfg_say(const char *format, ...) __attribute__((format(printf, 1, 2))) __attribute__((cold));

/* The terminal columns of a text, as one for each character of UTF-8. */
size_t mcfg_columns(const char *text, size_t len);

#endif
