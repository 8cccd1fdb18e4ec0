/* The names that C gets to see; see declare_private.h. */
#include "lang/cnames.h"
#include "lang/declare_private.h"

#include <string.h>

/* Keywords of C11 in lower case, and macros of the headers that every source includes. */
static const char *const reserved[] = {
	"alignas",  "alignof",      "asm",      "auto",    "bool",     "break",    "case",
	"char",     "const",        "continue", "default", "do",       "double",   "else",
	"enum",     "errno",        "extern",   "false",   "float",    "for",      "goto",
	"if",       "inline",       "int",      "long",    "noreturn", "offsetof", "register",
	"restrict", "return",       "short",    "signed",  "sizeof",   "static",   "struct",
	"switch",   "thread_local", "true",     "typedef", "typeof",   "union",    "unsigned",
	"void",     "volatile",     "while",
};

bool cnames_is_reserved(const char *name)
{
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (!strcmp(reserved[i], name))
			return true;
	return false;
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* The first byte that [a-z][a-z0-9_]* does not allow, or null. */
static const char *wrong_byte(const char *name)
{
	if (!is_lower(*name))
		return name;
	for (; *name; name++)
		if (!is_lower(*name) && !(*name >= '0' && *name <= '9') && *name != '_')
			return name;
	return NULL;
}

bool declare_name(struct compilation *c, struct ident ident, const char *what)
{
	const char *wrong = wrong_byte(ident.name);
	struct diag *diag;

	if (wrong) {
		diag =
		    diag_report(&c->diags, CHECK_NAME, ident.span,
		                "%s cannot be called %s: `%c` %s its name", what, ident.name,
		                *wrong, wrong == ident.name ? "cannot begin" : "has no place in");
		diag_hint(&c->diags, diag,
		          "the name is used in C as well: lower-case letters, "
		          "then digits and underscores too");
	} else if (cnames_is_reserved(ident.name)) {
		diag_report(&c->diags, CHECK_NAME, ident.span,
		            "%s cannot be called %s: that is a word of C", what, ident.name);
	} else if (!strncmp(ident.name, "mcfg_", 5)) {
		diag_report(&c->diags, CHECK_NAME, ident.span,
		            "%s cannot be called %s: what begins with mcfg_ is mcfg's own", what,
		            ident.name);
	} else {
		return true;
	}
	return false;
}

bool declare_is_free(struct compilation *c, struct ident name)
{
	struct interface *interface = map_get(&c->decls.interface_by_name, name.name);
	struct device *device = map_get(&c->decls.device_by_name, name.name);

	if (interface)
		declare_again(c, name, "an interface", interface->span);
	else if (device)
		declare_again(c, name, "a device", device->span);
	return !interface && !device;
}
