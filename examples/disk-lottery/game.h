/* game.h - a game, and how it lies in a sector. */
#ifndef GAME_H
#define GAME_H

#include <stdbool.h>
#include <stdint.h>

enum { GAME_BYTES = 32 };

struct game {
	uint32_t n_draws;
	uint32_t record;      /* the highest number that was drawn */
	uint32_t record_draw; /* which draw that was; 0: there was none */
};

/* Counts a draw. Is it a new record? */
bool game_draw(struct game *game, uint32_t number);

/* Writes a game, and reads one: false if the bytes are none, or not as they were written. */
void game_put(unsigned char bytes[GAME_BYTES], const struct game *game);
bool game_get(const unsigned char bytes[GAME_BYTES], struct game *game);

#endif
