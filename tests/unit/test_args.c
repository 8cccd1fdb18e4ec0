/* The options of an image: what they store, what is refused with which words, and --help. */
#include "args.h"

#include "platform/unix/unix.h"
#include "sched.h"

#include <mcfg/decide.h>
#include <mcfg/log.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum mode { MODE_FAST, MODE_VERY_SAFE };

struct mode_list {
	size_t n;
	const enum mode *v;
};

/* What the keys of an image are; set anew before each test. */
static struct keys {
	const char *hello, *title;
	bool verbose;
	int64_t count;
	enum mode mode;
	struct mode_list modes;
	struct mcfg_list_port ports;
	struct mcfg_option_cidr ipv4;
	struct mcfg_option_bool trace;
	uint64_t wait_ns;
} keys;

static const uint16_t default_ports[] = { 80, 443 };
static bool needs_title;

static bool title_is_reached(void)
{
	return needs_title;
}

static MCFG_LOG(net_log, "net");

static const char *const modes[] = { "fast", "very_safe" };

static const struct mcfg_option options[] = {
	{ .name = "hello",
	  .type = MCFG_STRING,
	  .at = &keys.hello,
	  .default_text = "",
	  .doc = "What to say. The text is long enough to be broken into lines, and has\n"
	         "a line break of its own." },
	{ .name = "verbose",
	  .type = MCFG_BOOL,
	  .at = &keys.verbose,
	  .default_text = "false",
	  .doc = "Say more." },
	{ .name = "count", .type = MCFG_INT, .at = &keys.count, .doc = "How often." },
	{ .name = "a-name-of-some-length",
	  .type = MCFG_DURATION,
	  .at = &keys.wait_ns,
	  .default_text = "1.5s",
	  .doc = "" },
	{ .name = "mode",
	  .type = MCFG_ENUM,
	  .tags = modes,
	  .n_tags = 2,
	  .at = &keys.mode,
	  .default_text = "fast",
	  .doc = "How." },
	{ .name = "modes",
	  .type = MCFG_ENUM,
	  .shape = MCFG_LIST,
	  .tags = modes,
	  .n_tags = 2,
	  .at = &keys.modes,
	  .default_text = "",
	  .doc = "How else.",
	  .docv = "HOW" },
	{ .name = "net-ports",
	  .type = MCFG_PORT,
	  .shape = MCFG_LIST,
	  .at = &keys.ports,
	  .default_text = "80 443",
	  .doc = "Where to listen.",
	  .section = "Network" },
	{ .name = "trace",
	  .type = MCFG_BOOL,
	  .shape = MCFG_OPTION,
	  .at = &keys.trace,
	  .default_text = "none",
	  .doc = "Trace it." },
	{ .name = "net-ipv4",
	  .type = MCFG_CIDR,
	  .shape = MCFG_OPTION,
	  .at = &keys.ipv4,
	  .default_text = "none",
	  .doc = "The address.",
	  .deprecated = "give a name",
	  .section = "Network" },
	{ .name = "title",
	  .type = MCFG_STRING,
	  .at = &keys.title,
	  .doc = "A title.",
	  .reached = title_is_reached },
};

static const struct mcfg_fixed fixed[] = { { "colour", "dark red" } };

static bool unserved;

static int decide(void)
{
	return unserved ? mcfg_decide_failed("key.mode: `fast needs a disk") : 0;
}

const struct mcfg_image mcfg_image = {
	.name = "image",
	.made_by = "mcfg 1.2.3",
	.options = options,
	.n_options = sizeof options / sizeof *options,
	.fixed = fixed,
	.n_fixed = 1,
	.decide = decide,
};

static int set_up(void **state)
{
	(void)state;
	keys = (struct keys){ .hello = "", .ports = { 2, default_ports } };
	needs_title = false;
	unserved = false;
	return 0;
}

/* ---- running the parser, and seeing what it writes ------------------------------------------- */

static char said[4096];

/* The parser's result; what it wrote to standard output and error is in `said`. */
static int parse(size_t n, const char *const *words)
{
	int out = dup(STDOUT_FILENO), err = dup(STDERR_FILENO);
	FILE *file = tmpfile();
	int result;
	size_t len;

	assert_non_null(file);
	fflush(stdout);
	dup2(fileno(file), STDOUT_FILENO);
	dup2(fileno(file), STDERR_FILENO);
	result = mcfg_args_parse(n, (char *const *)(uintptr_t)words);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	close(out);
	close(err);
	rewind(file);
	len = fread(said, 1, sizeof said - 1, file);
	said[len] = '\0';
	fclose(file);
	return result;
}

#define PARSE(...)                                                    \
	parse(sizeof(const char *[]){ __VA_ARGS__ } / sizeof(char *), \
	      (const char *[]){ __VA_ARGS__ })

/* ---- good ones ------------------------------------------------------------------------------- */

static void values_are_stored(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--hello=a=b", "--verbose", "--count", "-5", "--mode=very-safe",
	                       "--a_name-of_some_length", "2m"),
	                 MCFG_ARGS_RUN);
	assert_string_equal(said, "");
	assert_string_equal(keys.hello, "a=b");
	assert_true(keys.verbose);
	assert_int_equal(keys.count, -5);
	assert_int_equal(keys.mode, MODE_VERY_SAFE);
	assert_int_equal(keys.wait_ns, SEC(120));
	assert_false(keys.ipv4.given);
	assert_int_equal(keys.ports.n, 2);
}

static void the_last_one_counts(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--", "--count=1", "--count=2", "--verbose=no", "--hello="),
	                 MCFG_ARGS_RUN);
	assert_int_equal(keys.count, 2);
	assert_false(keys.verbose);
	assert_string_equal(keys.hello, "");
}

static void lists_take_every_one(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--net-ports=1", "--net_ports", "65535", "--modes=fast", "--count=0",
	                       "--net-ports=3", "--modes=very_safe"),
	                 MCFG_ARGS_RUN);
	assert_int_equal(keys.ports.n, 3);
	assert_int_equal(keys.ports.v[0], 1);
	assert_int_equal(keys.ports.v[1], 65535);
	assert_int_equal(keys.ports.v[2], 3);
	assert_int_equal(keys.modes.n, 2);
	assert_int_equal(keys.modes.v[1], MODE_VERY_SAFE);
	free((void *)(uintptr_t)keys.ports.v);
	free((void *)(uintptr_t)keys.modes.v);
}

static void options_are_given(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--net-ipv4=10.0.0.2/24", "--trace", "--count=0"), MCFG_ARGS_RUN);
	assert_true(keys.ipv4.given);
	assert_int_equal(keys.ipv4.value.addr.byte[3], 2);
	assert_int_equal(keys.ipv4.value.prefix, 24);
	assert_true(keys.trace.given && keys.trace.value);
}

static void no_gives_none(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--count=0", "--verbose", "--no-verbose", "--no-net-ports",
	                       "--net-ipv4=10.0.0.2/24", "--no_net_ipv4", "--modes=fast",
	                       "--modes=fast", "--no-modes", "--modes=very_safe"),
	                 MCFG_ARGS_RUN);
	assert_string_equal(said, "image: option --net-ipv4: is deprecated: give a name\n");
	assert_false(keys.verbose);
	assert_int_equal(keys.ports.n, 0);
	assert_null(keys.ports.v);
	assert_false(keys.ipv4.given);
	assert_int_equal(keys.modes.n, 1);
	assert_int_equal(keys.modes.v[0], MODE_VERY_SAFE);
	free((void *)(uintptr_t)keys.modes.v);
}

static void no_is_for_some_only(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--no-hello", "--no-verbose=1", "--no-modes", "fast", "--count=1",
	                       "--no-", "--no", "--no-colour"),
	                 64);
	assert_string_equal(said,
	                    "image: unknown option --no-hello (--help lists all)\n"
	                    "image: option --no-verbose: takes no value\n"
	                    "image: option --no-modes: takes no value\n"
	                    "image: unknown option --no- (--help lists all)\n"
	                    "image: unknown option --no (--help lists all)\n"
	                    "image: option --no-colour: was fixed when the image was configured, "
	                    "to dark red\n");
}

static void a_deprecated_one_is_said_once(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--net_ipv4=10.0.0.1/8", "--no-net-ipv4", "--count=1"),
	                 MCFG_ARGS_RUN);
	assert_string_equal(said, "image: option --net_ipv4: is deprecated: give a name\n");
	assert_false(keys.ipv4.given);
}

/* ---- bad ones -------------------------------------------------------------------------------- */

static void a_bad_value_is_pointed_at(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--count=1", "--net-ipv4=10.0.0.2/33"), 64);
	assert_string_equal(said, "image: option --net-ipv4: the prefix length is at most 32\n"
	                          "  --net-ipv4=10.0.0.2/33\n"
	                          "                      ^~\n");
	assert_int_equal(PARSE("--count=1", "--mode", "slow"), 64);
	assert_string_equal(said, "image: option --mode: this is none of fast, very_safe\n"
	                          "  --mode slow\n"
	                          "         ^~~~\n");
	assert_int_equal(PARSE("--count="), 64);
	assert_string_equal(said, "image: option --count: a number is missing\n"
	                          "  --count=\n"
	                          "          ^\n"
	                          "image: option --count: is required\n");
}

static void what_is_not_printable_is_not_printed(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--count=1", "--mode=\xc3\xa9\033[2J", "\a"), 64);
	assert_string_equal(said, "image: option --mode: this is none of fast, very_safe\n"
	                          "  --mode=\xc3\xa9?[2J\n"
	                          "         ^~~~~\n"
	                          "image: this is not an option: ?\n");
}

static void an_unknown_option_gets_the_nearest(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--count=1", "--helo=x", "--colur", "--net_prots=1", "--quite-other",
	                       "--versoin", "--=", "word", "-h", "--"),
	                 64);
	assert_string_equal(said, "image: unknown option --helo; did you mean --hello?\n"
	                          "image: unknown option --colur; did you mean --colour?\n"
	                          "image: unknown option --net_prots; did you mean --net-ports?\n"
	                          "image: unknown option --quite-other (--help lists all)\n"
	                          "image: unknown option --versoin; did you mean --version?\n"
	                          "image: unknown option -- (--help lists all)\n"
	                          "image: this is not an option: word\n"
	                          "image: this is not an option: -h\n"
	                          "image: this is not an option: --\n");
}

static void a_fixed_key_is_refused(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--count=1", "--colour=blue"), 64);
	assert_string_equal(said,
	                    "image: option --colour: was fixed when the image was configured, "
	                    "to dark red\n");
}

static void a_value_is_needed(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--count", "--verbose"), 64);
	assert_string_equal(said, "image: option --count: needs a value\n"
	                          "image: option --count: is required\n");
}

static void a_required_one_is_needed_where_it_is_read(void **state)
{
	(void)state;
	assert_int_equal(parse(0, NULL), 64);
	assert_string_equal(said, "image: option --count: is required\n");
	needs_title = true;
	assert_int_equal(PARSE("--count=1"), 64);
	assert_string_equal(said, "image: option --title: is required\n");
	assert_int_equal(PARSE("--count=1", "--title=x"), MCFG_ARGS_RUN);
}

static void what_cannot_be_served_is_refused(void **state)
{
	(void)state;
	unserved = true;
	assert_int_equal(PARSE("--count=1"), 64);
	assert_string_equal(said, "image: key.mode: `fast needs a disk\n");
}

/* ---- questions ------------------------------------------------------------------------------- */

static const char help[] =
    "usage: image [--OPTION=VALUE]...\n"
    "\n"
    "Options:\n"
    "  --hello=STRING          What to say. The text is long enough to be broken into\n"
    "                          lines, and has a line break of its own. (string,\n"
    "                          default \"\")\n"
    "  --verbose[=BOOL]        Say more. (bool, default false)\n"
    "  --count=INT             How often. (int, required)\n"
    "  --a-name-of-some-length=DURATION\n"
    "                          (duration, default 1.5s)\n"
    "  --mode=fast|very_safe   How. (a name, default fast)\n"
    "  --modes=HOW             How else. (a name list, repeatable, default none)\n"
    "  --trace[=BOOL]          Trace it. (bool option, default none)\n"
    "  --title=STRING          A title. (string, required)\n"
    "\n"
    "Network:\n"
    "  --net-ports=PORT        Where to listen. (port list, repeatable, default\n"
    "                          80 443)\n"
    "  --net-ipv4=CIDR         The address. Deprecated: give a name (cidr option,\n"
    "                          default none)\n"
    "\n"
    "  --no-OPTION             Gives a bool false, an option none, and a list no\n"
    "                          values.\n"
    "  --help                  Shows this text.\n"
    "  --version               Shows which image this is.\n"
    "  -l, --logs=LEVELS       Says which messages to write: PATTERN:LEVEL,... or\n"
    "                          LEVEL, which is quiet, error, warning, info or debug.\n"
    "                          (default warning)\n";

static void help_lists_the_open_keys(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--nonsense", "--help", "--version"), 0);
	assert_string_equal(said, help);
}

static void logs_are_options_of_every_image(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--count=1", "--logs=net:debug"), MCFG_ARGS_RUN);
	assert_int_equal(*net_log.level, MCFG_LOG_DEBUG);
	assert_int_equal(PARSE("-l", "n*:info", "--count=1"), MCFG_ARGS_RUN);
	assert_int_equal(*net_log.level, MCFG_LOG_INFO);
	assert_int_equal(PARSE("-lwarning", "--count=1"), MCFG_ARGS_RUN);
	assert_int_equal(*net_log.level, MCFG_LOG_WARNING);
	assert_int_equal(PARSE("--count=1", "-l", "*:debug,net:loud"), 64);
	assert_int_equal(*net_log.level, MCFG_LOG_WARNING);
	assert_int_equal(PARSE("--count=1", "-l"), 64);
}

static void version_says_what_it_is(void **state)
{
	(void)state;
	assert_int_equal(PARSE("--version"), 0);
	assert_string_equal(said, "image, made by mcfg 1.2.3\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(values_are_stored, set_up),
		cmocka_unit_test_setup(the_last_one_counts, set_up),
		cmocka_unit_test_setup(lists_take_every_one, set_up),
		cmocka_unit_test_setup(no_gives_none, set_up),
		cmocka_unit_test_setup(no_is_for_some_only, set_up),
		cmocka_unit_test_setup(a_deprecated_one_is_said_once, set_up),
		cmocka_unit_test_setup(options_are_given, set_up),
		cmocka_unit_test_setup(a_bad_value_is_pointed_at, set_up),
		cmocka_unit_test_setup(what_is_not_printable_is_not_printed, set_up),
		cmocka_unit_test_setup(an_unknown_option_gets_the_nearest, set_up),
		cmocka_unit_test_setup(a_fixed_key_is_refused, set_up),
		cmocka_unit_test_setup(a_value_is_needed, set_up),
		cmocka_unit_test_setup(a_required_one_is_needed_where_it_is_read, set_up),
		cmocka_unit_test_setup(what_cannot_be_served_is_refused, set_up),
		cmocka_unit_test_setup(help_lists_the_open_keys, set_up),
		cmocka_unit_test_setup(logs_are_options_of_every_image, set_up),
		cmocka_unit_test_setup(version_says_what_it_is, set_up),
	};

	if (mcfg_unix_events_init() || mcfg_sched_adopt(task_self()))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
