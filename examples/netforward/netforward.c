/* Forwards frames between two cards, without a copy. */
#include <mcfg/network.h>
#include <mcfg/task.h>

#include <stdio.h>

static struct network *cards[2];

/* Waits where the other card has no room, and so holds this one back; what it refuses is lost. */
void netforward_main_network_frame(unsigned port, struct network_frame *frame)
{
	if (frame->bufs)
		network_write(cards[!port], frame);
}

/* A frame may lack its checksum, or be a joined one, where the other card can make up for it. */
static int start(struct network *card, struct network *other)
{
	struct network_info of_card, of_other;
	int error;

	network_info(card, &of_card);
	network_info(other, &of_other);
	error = network_accept(card, of_card.offloads & of_other.offloads);
	return error ? error : network_start(card);
}

int netforward_main_start(struct network *one, struct network *two)
{
	int error;

	cards[0] = one;
	cards[1] = two;
	error = start(one, two);
	if (!error)
		error = start(two, one);
	if (error)
		return error;
	puts("forwarding");
	fflush(stdout);
	return task_sleep_until_ns(MCFG_NEVER_NS);
}
