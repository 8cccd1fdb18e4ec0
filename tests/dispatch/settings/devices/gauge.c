#include <inttypes.h>
#include <stdio.h>

void gauge_show(struct gauge_reader *self)
{
	const struct gauge_config *config = container_of(self, struct gauge, gauge_reader)->config;
	struct mcfg_list_int marks = gauge_config_marks(config);

	printf("mode %d wait %" PRIu64 " pressure %" PRId64 " gas %d named %d tone %d %d marks",
	       (int)gauge_config_mode(config), gauge_config_wait_ns(config),
	       gauge_config_pressure(config), (int)gauge_config_gas(config),
	       gauge_config_name(config).given, gauge_config_tone(config).given,
	       (int)gauge_config_tone(config).value);
	for (size_t i = 0; i < marks.n; i++)
		printf(" %" PRId64, marks.v[i]);
	printf("\n");
}
