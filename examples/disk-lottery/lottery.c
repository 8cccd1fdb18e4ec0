/*
 * Draws a number, and wins if it is higher than all that were drawn before; what was drawn is kept
 * on the disk, from one start to the next, on whatever machine that is.
 */
#include "game.h"

#include <mcfg/block.h>
#include <mcfg/keys.h>
#include <mcfg/random.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct table {
	struct block *disk;
	struct block_info info;
	struct mcfg_buf *sector;
};

static int failed(const char *what, int error)
{
	fprintf(stderr, "lottery: cannot %s: %s\n", what, strerror(-error));
	return 1;
}

static int save(const struct table *table, uint64_t slot, const struct game *game)
{
	memset(table->sector->data, 0, table->sector->len);
	game_put(table->sector->data, game);
	return block_write(table->disk, slot, &table->sector, 1);
}

/* Begins n games, from a slot on. */
static int begin(const struct table *table, uint64_t slot, uint64_t n)
{
	const struct game new_game = { 0 };
	int error = 0;

	for (uint64_t i = 0; i < n && !error; i++)
		error = save(table, slot + i, &new_game);
	if (!error)
		error = block_flush(table->disk);
	if (error)
		return failed("write", error);
	if (n == 1)
		printf("slot %llu: a new game\n", (unsigned long long)slot);
	else
		printf("%llu new games\n", (unsigned long long)n);
	return 0;
}

static void tell(uint64_t slot, const struct game *before, uint32_t number, bool won)
{
	printf("slot %llu, draw %u: %u ", (unsigned long long)slot, (unsigned)before->n_draws + 1,
	       (unsigned)number);
	if (before->n_draws == 0)
		puts("is the first record: you win");
	else if (won)
		printf("beats %u of draw %u: you win\n", (unsigned)before->record,
		       (unsigned)before->record_draw);
	else
		printf("does not beat %u of draw %u: you lose\n", (unsigned)before->record,
		       (unsigned)before->record_draw);
}

/* It is told once it is safe on the disk. */
static int draw(const struct table *table, struct random *random, uint64_t slot)
{
	int error = block_read(table->disk, slot, &table->sector, 1);
	struct game game, before;
	uint32_t number;
	bool won;

	if (error)
		return failed("read", error);
	if (!game_get(table->sector->data, &game)) {
		fprintf(stderr, "lottery: slot %llu has no game; --reset begins one\n",
		        (unsigned long long)slot);
		return 1;
	}
	error = random_bytes(random, &number, sizeof number);
	if (error)
		return failed("draw", error);
	before = game;
	won = game_draw(&game, number);
	error = save(table, slot, &game);
	if (!error)
		error = block_flush(table->disk);
	if (error)
		return failed("write", error);
	tell(slot, &before, number, won);
	return 0;
}

static int play(const struct table *table, struct random *random)
{
	const uint64_t slot = (uint64_t)key_slot();

	if (key_reset_all())
		return begin(table, 0, table->info.n_sectors);
	if (slot >= table->info.n_sectors) {
		fprintf(stderr, "lottery: there is no slot %lld: the disk has %llu\n",
		        (long long)key_slot(), (unsigned long long)table->info.n_sectors);
		return 1;
	}
	return key_reset() ? begin(table, slot, 1) : draw(table, random, slot);
}

int lottery_main_start(struct block *disk, struct random *random)
{
	struct mcfg_buf_pool_options options = { .name = "lottery", .n = 1 };
	struct table table = { .disk = disk };
	struct mcfg_buf_pool pool;
	int error;

	block_info(disk, &table.info);
	options.block_bytes = table.info.sector_bytes;
	error = mcfg_buf_pool_open(&pool, &options);
	if (error)
		return failed("begin", error);
	table.sector = mcfg_buf_get(&pool);
	mcfg_buf_append(table.sector, table.info.sector_bytes);
	error = play(&table, random);
	mcfg_buf_put(table.sector);
	mcfg_buf_pool_close(&pool);
	return error;
}
