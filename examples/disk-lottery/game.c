/* A game, and how it lies in a sector. See game.h. */
#include "game.h"

#include <mcfg/checksum.h>
#include <mcfg/endian.h>
#include <string.h>

static const char magic[16] = "mcfg lottery 1\n";

enum { DRAWS_AT = sizeof magic, RECORD_AT = 20, RECORD_DRAW_AT = 24, CHECKSUM_AT = 28 };

bool game_draw(struct game *game, uint32_t number)
{
	bool won = game->n_draws++ == 0 || number > game->record;

	if (won) {
		game->record = number;
		game->record_draw = game->n_draws;
	}
	return won;
}

void game_put(unsigned char bytes[GAME_BYTES], const struct game *game)
{
	memcpy(bytes, magic, sizeof magic);
	mcfg_put_le32(bytes + DRAWS_AT, game->n_draws);
	mcfg_put_le32(bytes + RECORD_AT, game->record);
	mcfg_put_le32(bytes + RECORD_DRAW_AT, game->record_draw);
	mcfg_put_le32(bytes + CHECKSUM_AT, mcfg_crc32c(0, bytes, CHECKSUM_AT));
}

bool game_get(const unsigned char bytes[GAME_BYTES], struct game *game)
{
	if (memcmp(bytes, magic, sizeof magic) != 0 ||
	    mcfg_get_le32(bytes + CHECKSUM_AT) != mcfg_crc32c(0, bytes, CHECKSUM_AT))
		return false;
	*game = (struct game){
		.n_draws = mcfg_get_le32(bytes + DRAWS_AT),
		.record = mcfg_get_le32(bytes + RECORD_AT),
		.record_draw = mcfg_get_le32(bytes + RECORD_DRAW_AT),
	};
	return true;
}
