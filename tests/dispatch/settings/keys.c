#include <mcfg/keys.h>

#include <inttypes.h>
#include <stdio.h>

int keys_main_start(void)
{
	struct mcfg_list_port ports = key_ports();
	struct mcfg_cidr home = key_home();
	struct mcfg_option_int extra = key_extra();
	struct mcfg_ipv6_addr router = key_router();

	printf("%s %" PRIu64 " %s %s %g %" PRId64 "\n", key_greeting(), key_limit_bytes(),
	       key_mood() == MOOD_CALM ? "calm" : "angry",
	       key_level() == LEVEL_HIGH ? "high" : "low", key_ratio(), key_count());
	printf("%d.%d/%d %d %" PRId64 " %zu: %d %d %x %x %" PRIu64 "\n", home.addr.byte[0],
	       home.addr.byte[3], home.prefix, extra.given, extra.value, ports.n, ports.v[0],
	       ports.v[1], router.byte[0], key_card().byte[5], key_wait_ns());
	return 0;
}
