#include <mcfg/random.h>

#include <stdio.h>

int unikernel_echo_server_start(struct random *random)
{
	char words[3][8];

	for (int i = 0; i < 3; i++) {
		if (random_bytes(random, words[i], 7))
			return 1;
		printf("line %d\n", i + 1);
	}
	return 0;
}
