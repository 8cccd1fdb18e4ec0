int do__pitch(struct tone *self)
{
	return self ? 1 : 0;
}

int do__loudness(struct tone *self)
{
	return self ? 0 : 1;
}

int re_pitch(struct tone *self)
{
	return self ? 2 : 0;
}

int re_loudness(struct tone *self)
{
	return self ? 0 : 1;
}

int mi_pitch(struct tone *self)
{
	return self ? 3 : 0;
}

int mi_loudness(struct tone *self)
{
	return self ? 0 : 1;
}

int fa_pitch(struct tone *self)
{
	return self ? 4 : 0;
}

int fa_loudness(struct tone *self)
{
	return self ? 0 : 1;
}

int so_pitch(struct tone *self)
{
	return self ? 5 : 0;
}

int so_loudness(struct tone *self)
{
	return self ? 0 : 1;
}
