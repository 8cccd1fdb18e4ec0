const char *word_of_text(struct word *self)
{
	return word_of_config_text(container_of(self, struct word_of, word)->config);
}
