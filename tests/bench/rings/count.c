/*
 * count.c - a plugin of QEMU's that counts the instructions which a guest executes between two
 * places, by address. Instructions that only wait (hlt, wfi) execute once, however long.
 *
 *	-plugin FILE,low=A,high=A,begin=A,end=A,out=FILE
 *
 * low, high    of the guest's code, as it runs; what is outside, such as a hypervisor under it, is
 *              not counted
 * begin, end   counting starts where `begin` is executed, and stops at `end`, any number of times
 * out          lines `ADDRESS TIMES`, in hexadecimal and decimal, when QEMU ends or is killed
 *
 * QEMU's header of plugins is in no package: what is used of it stands here. Source: QEMU 7.2,
 * docs/devel/tcg-plugins.rst.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t plugin_id;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_info;

extern __attribute__((visibility("default"))) int qemu_plugin_version;
int qemu_plugin_version = 1;

int qemu_plugin_install(plugin_id id, const struct qemu_info *info, int argc, char **argv);
void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id id,
                                           void (*call)(plugin_id, struct qemu_plugin_tb *));
void qemu_plugin_register_atexit_cb(plugin_id id, void (*call)(plugin_id, void *), void *argument);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t i);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn,
                                            void (*call)(unsigned, void *), int registers,
                                            void *argument);

static struct {
	uint64_t low, high, begin, end;
	const char *out;
	uint64_t *times; /* by address - low */
	bool on;
} count;

static void executed(unsigned processor, void *address)
{
	uint64_t at = (uintptr_t)address;

	(void)processor;
	if (at == count.begin)
		count.on = true;
	if (at == count.end)
		count.on = false;
	if (count.on)
		count.times[at - count.low]++;
}

static void translated(plugin_id id, struct qemu_plugin_tb *tb)
{
	(void)id;
	for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		uint64_t at = qemu_plugin_insn_vaddr(insn);

		if (at >= count.low && at < count.high)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, executed, 0,
			                                       (void *)(uintptr_t)at);
	}
}

static void write_out(plugin_id id, void *unused)
{
	FILE *out = fopen(count.out, "w");

	(void)id;
	(void)unused;
	if (!out)
		return;
	for (uint64_t i = 0; i < count.high - count.low; i++)
		if (count.times[i])
			fprintf(out, "%" PRIx64 " %" PRIu64 "\n", count.low + i, count.times[i]);
	fclose(out);
}

static bool read_argument(char *argument)
{
	static const struct {
		const char *name;
		uint64_t *value;
	} numbers[] = {
		{ "low=", &count.low },
		{ "high=", &count.high },
		{ "begin=", &count.begin },
		{ "end=", &count.end },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (strncmp(argument, numbers[i].name, strlen(numbers[i].name)) == 0) {
			*numbers[i].value = strtoull(strchr(argument, '=') + 1, NULL, 0);
			return true;
		}
	if (strncmp(argument, "out=", 4) != 0)
		return false;
	count.out = strdup(argument + 4);
	return count.out != NULL;
}

__attribute__((visibility("default"))) int
qemu_plugin_install(plugin_id id, const struct qemu_info *info, int argc, char **argv)
{
	(void)info;
	for (int i = 0; i < argc; i++)
		if (!read_argument(argv[i])) {
			fprintf(stderr, "count: unknown argument %s\n", argv[i]);
			return -1;
		}
	if (!count.out || count.high <= count.low || count.high - count.low > UINT64_C(1) << 28)
		return -1;
	count.times = calloc(count.high - count.low, sizeof *count.times);
	if (!count.times)
		return -1;
	qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
	qemu_plugin_register_atexit_cb(id, write_out, NULL);
	return 0;
}
