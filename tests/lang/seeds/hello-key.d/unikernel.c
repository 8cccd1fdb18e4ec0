#include <mcfg/keys.h>
#include <mcfg/time.h>

#include <stdio.h>

int unikernel_hello_start(struct time *time)
{
	for (int i = 0; i < 3; i++) {
		puts(key_hello());
		time_sleep_ns(time, MSEC(1));
	}
	return 0;
}
