/* start.c - the smallest start of an image: options, decide, connect, jobs, disconnect. */
#include <mcfg/base.h>
#include <mcfg/decide.h>
#include <mcfg/image.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int mcfg_connect_failed(const char *device, int error)
{
	printf("cannot connect %s: %s\n", device, strerror(-error));
	return error;
}

int mcfg_decide_failed(const char *why)
{
	printf("%s\n", why);
	return 64;
}

void mcfg_handle_trap(const char *interface, const char *device)
{
	printf("not a handle of %s for this source: %s\n", interface, device ? device : "?");
	fflush(stdout);
	_Exit(70);
}

/* Puts a value where the option wants it. */
static void store(const struct mcfg_option *option, const union mcfg_value *value)
{
	/* struct { bool given; T value; }: T is an enumeration or an int in the tests. */
	struct {
		bool given;
		unsigned value;
	} *names = option->at;
	struct mcfg_option_int *numbers = option->at;

	if (option->shape == MCFG_OPTION && option->type == MCFG_ENUM) {
		names->given = true;
		names->value = value->tag;
		return;
	}
	if (option->shape == MCFG_OPTION) {
		numbers->given = true;
		numbers->value = value->integer;
		return;
	}
	switch (option->type) {
	case MCFG_STRING:
	case MCFG_PATH: *(const char **)option->at = value->string; break;
	case MCFG_INT: *(int64_t *)option->at = value->integer; break;
	case MCFG_BOOL: *(bool *)option->at = value->boolean; break;
	case MCFG_FLOAT: *(double *)option->at = value->real; break;
	case MCFG_PORT: *(uint16_t *)option->at = value->port; break;
	case MCFG_DURATION: *(uint64_t *)option->at = value->duration_ns; break;
	case MCFG_SIZE: *(uint64_t *)option->at = value->size_bytes; break;
	case MCFG_CIDR: *(struct mcfg_cidr *)option->at = value->cidr; break;
	case MCFG_ENUM: *(unsigned *)option->at = value->tag; break;
	default: abort();
	}
}

static int take(const char *word)
{
	size_t len = strcspn(word, "=");

	for (size_t i = 0; i < mcfg_image.n_options; i++) {
		const struct mcfg_option *option = &mcfg_image.options[i];
		const char *text = word + len + (word[len] == '=');
		union mcfg_value value;
		int error;

		if (strlen(option->name) != len || strncmp(option->name, word, len) != 0)
			continue;
		error = option->type == MCFG_ENUM
		            ? mcfg_enum_parse(option->tags, option->n_tags, text, strlen(text),
		                              &value, NULL)
		            : mcfg_value_parse(option->type, text, strlen(text), &value, NULL);
		if (!error)
			store(option, &value);
		return error;
	}
	return -1;
}

/* The status of the image, once its options are there. */
static int run(void)
{
	int status = mcfg_image.connect ? mcfg_image.connect() : 0;

	if (status)
		status = 1;
	for (size_t i = 0; !status && i < mcfg_image.n_jobs; i++)
		status = mcfg_image.jobs[i].run();
	if (mcfg_image.disconnect)
		mcfg_image.disconnect();
	return status;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strncmp(argv[i], "--", 2) != 0 || take(argv[i] + 2)) {
			printf("bad option %s\n", argv[i]);
			return 64;
		}
	if (mcfg_image.decide && mcfg_image.decide())
		return 64;
	for (size_t i = 0; i < mcfg_image.n_options; i++)
		if (mcfg_image.options[i].reached && mcfg_image.options[i].reached())
			printf("--%s is read\n", mcfg_image.options[i].name);
	return run();
}
