#include "../../guest/leaf.h"

/* The battery's clock (MC146818), in UTC as virtual machines have it. See pc.h. */
#include "../../../arch/x86_64/port.h"
#include "pc.h"

#include <errno.h>

enum { INDEX = 0x70, VALUE };
enum { SECONDS = 0, MINUTES = 2, HOURS = 4, DAY = 7, MONTH, YEAR, STATUS_A, STATUS_B };
enum { CHANGES = 0x80, IS_BINARY = 4, IS_24_HOURS = 2, AFTERNOON = 0x80 };

struct date {
	unsigned second, minute, hour, day, month, year;
};

static unsigned read(uint8_t at)
{
	mcfg_port_write(INDEX, at);
	return mcfg_port_read(VALUE);
}

static struct date read_all(void)
{
	return (struct date){ read(SECONDS), read(MINUTES), read(HOURS),
		              read(DAY),     read(MONTH),   read(YEAR) };
}

/* All of it from between two changes: there is a quarter of a millisecond for that. */
static struct date read_steadily(void)
{
	struct date date;
	unsigned second;

	do {
		while (read(STATUS_A) & CHANGES)
			;
		date = read_all();
		second = read(SECONDS);
	} while (second != date.second);
	return date;
}

static unsigned number(unsigned value, unsigned format)
{
	return format & IS_BINARY ? value : value / 16 * 10 + value % 16;
}

static unsigned hour_of(unsigned value, unsigned format)
{
	unsigned hour = number(value & ~(unsigned)AFTERNOON, format);

	if (format & IS_24_HOURS)
		return number(value, format);
	return hour % 12 + (value & AFTERNOON ? 12 : 0);
}

/* Days from 1970 to a day of this century. Source: H. Hinnant, "chrono-compatible date algorithms".
 */
static int64_t days_to(unsigned year, unsigned month, unsigned day)
{
	unsigned years = month > 2 ? year : year - 1; /* that begin in March */
	unsigned in_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return (int64_t)(years / 400 * 146097 + years % 400 * 365 + years % 400 / 4 -
	                 years % 400 / 100 + in_year) -
	       719468;
}

int mcfg_rtc_read(int64_t *seconds)
{
	unsigned format = read(STATUS_B);
	struct date date;

	if (read(STATUS_A) == 0xff)
		return -ENODEV;
	date = read_steadily();
	*seconds = days_to(2000 + number(date.year, format), number(date.month, format),
	                   number(date.day, format)) *
	               86400 +
	           hour_of(date.hour, format) * 3600 + number(date.minute, format) * 60 +
	           number(date.second, format);
	return 0;
}
