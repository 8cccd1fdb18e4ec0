/* Messages: what is watched, what is written, and what --logs refuses. */
#include "platform/virtual/time.c"

#include <mcfg/image.h>
#include <mcfg/log.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const struct mcfg_image mcfg_image = { .name = "test" };

static MCFG_LOG(tcp, "net.tcp");
static MCFG_LOG(udp, "net.udp");
static MCFG_LOG(disk, "disk");

static char written[1024];
static size_t n_written;

static void keep(const void *line, size_t len)
{
	assert_true(n_written + len < sizeof written);
	memcpy(written + n_written, line, len);
	n_written += len;
	written[n_written] = '\0';
}

static int begin(void **state)
{
	(void)state;
	n_written = 0;
	written[0] = '\0';
	mcfg_log_to(keep);
	return mcfg_log_configure("warning", NULL);
}

static int n_evaluated;

static int evaluate(void)
{
	return ++n_evaluated;
}

static void what_nobody_watches_is_not_evaluated(void **state)
{
	(void)state;
	mcfg_log_debug(&tcp, "%d", evaluate());
	mcfg_log_info(&tcp, "%d", evaluate());
	assert_int_equal(n_evaluated, 0);
	assert_string_equal(written, "");
	mcfg_log_warning(&tcp, "%d", evaluate());
	assert_int_equal(n_evaluated, 1);
	assert_string_equal(written, "2000-01-01T00:00:00.000Z warning net.tcp: 1\n");
}

static void the_first_that_matches_decides(void **state)
{
	(void)state;
	assert_int_equal(mcfg_log_configure("net.u*:debug,*p:info,d*k:error", NULL), 0);
	assert_int_equal(*udp.level, MCFG_LOG_DEBUG);
	assert_int_equal(*tcp.level, MCFG_LOG_INFO);
	assert_int_equal(*disk.level, MCFG_LOG_ERROR);
	assert_int_equal(mcfg_log_configure("net.tcp:quiet", NULL), 0);
	assert_int_equal(*udp.level, MCFG_LOG_DEBUG);
	assert_int_equal(*tcp.level, MCFG_LOG_QUIET);
	assert_int_equal(mcfg_log_configure("net:info,*t*:warning,ne*.*dp*:error", NULL), 0);
	assert_int_equal(*tcp.level, MCFG_LOG_WARNING);
	assert_int_equal(*udp.level, MCFG_LOG_WARNING);
	assert_int_equal(*disk.level, MCFG_LOG_ERROR);
}

static void refuses(const char *text, size_t at, size_t len)
{
	struct mcfg_value_error error = { NULL, 99, 99 };

	assert_int_equal(mcfg_log_configure(text, &error), -22);
	assert_non_null(error.what);
	assert_int_equal(error.at, at);
	assert_int_equal(error.len, len);
	assert_int_equal(*tcp.level, MCFG_LOG_WARNING);
}

static void says_what_is_wrong(void **state)
{
	(void)state;
	refuses("", 0, 0);
	refuses("loud", 0, 4);
	refuses("*:info,net:loud", 11, 4);
	refuses("*:info,", 7, 0);
	refuses(":info", 0, 1);
	refuses("net:", 4, 0);
	refuses(",info", 0, 0);
}

static void a_message_is_one_line(void **state)
{
	char long_text[600];

	(void)state;
	mcfg_log_error(&disk, "%s", "two\nlines\x1b[2J");
	assert_non_null(strstr(written, "disk: two?lines?[2J\n"));
	memset(long_text, 'x', sizeof long_text);
	long_text[sizeof long_text - 1] = '\0';
	n_written = 0;
	mcfg_log_error(&disk, "%s", long_text);
	assert_non_null(strstr(written, "xxx...\n"));
	assert_int_equal(n_written, strlen("2000-01-01T00:00:00.000Z error disk: ...\n") + 400);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_nobody_watches_is_not_evaluated, begin),
		cmocka_unit_test_setup(the_first_that_matches_decides, begin),
		cmocka_unit_test_setup(says_what_is_wrong, begin),
		cmocka_unit_test_setup(a_message_is_one_line, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
