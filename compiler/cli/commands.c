/* See command.h: the table of options and the table of commands. */
#include "cli/cmd.h"

#include <string.h>

const struct option_spec option_specs[N_OPTIONS] = {
	[OPTION_HELP] = { "help", 'h', NULL, "Shows this help." },
	[OPTION_TARGET] = { "target", 't', "TARGET",
	                    "What the image is made for; `mcfg targets` lists them." },
	[OPTION_ARCH] = { "arch", 0, "ARCH",
	                  "The architecture of the image. Without it: this machine's, where the "
	                  "target has it, else the target's first." },
	[OPTION_OUTPUT] = { "output", 'o', "DIR",
	                    "The output folder. Without it: build/TARGET-ARCH beside the "
	                    "configuration, or build/TARGET-ARCH-STEM where another configuration "
	                    "has that." },
	[OPTION_SEARCH] = { "search", 'I', "DIR",
	                    "Looks for descriptors and included files in DIR too. May be "
	                    "repeated." },
	[OPTION_KEYS] = { "keys", 0, "FILE",
	                  "Reads values of keys from FILE: lines of `KEY = VALUE`, which fix a "
	                  "key, "
	                  "and `KEY ?= VALUE`, which move its default. May be repeated." },
	[OPTION_DEFAULT] = { "default", 0, "KEY=VALUE",
	                     "Moves the default of a key, and leaves the key open." },
	[OPTION_OVERLAY] = { "overlay", 0, "FILE",
	                     "Reads FILE after the configuration: its `override let` and `override "
	                     "key` replace definitions and keys for all their uses. May be "
	                     "repeated; "
	                     "the later file wins." },
	[OPTION_MAX_STEPS] = { "max-steps", 0, "N",
	                       "Gives up an evaluation after N steps. Without it: 10 million." },
	[OPTION_WARNING] = { "warning", 'W', "CHECK",
	                     "Makes what CHECK finds a warning, which is what it is without "
	                     "options; `-Wno-CHECK` says nothing of it. `all` stands for every "
	                     "check that warns; `mcfg explain` lists them. May be repeated." },
	[OPTION_ERROR] = { "error", 'E', "CHECK",
	                   "Makes what CHECK finds an error. May be repeated; the last of "
	                   "-W and -E that names a check counts." },
	[OPTION_COLOR] = { "color", 0, "WHEN",
	                   "Colours messages: `always`, `never`, or `auto`, which is only on a "
	                   "terminal, and not where the variable NO_COLOR is set." },
	[OPTION_DIAGNOSTICS] = { "diagnostics", 0, "FORM",
	                         "Writes what is wrong as `text`, as `json`, or as `sarif`: one "
	                         "document on standard error." },
	[OPTION_DOT] = { "dot", 0, NULL, "Writes the graph in the language of graphviz." },
	[OPTION_SVG] = { "svg", 0, NULL, "Writes the graph as a picture." },
	[OPTION_TRACE] = { "trace", 0, "DIR",
	                   "Builds the image so that it remembers what its tasks do, and lets it "
	                   "write that to DIR when it ends; `mcfg trace DIR` shows it." },
	[OPTION_GDB] = { "gdb", 0, NULL,
	                 "Lets the machine wait for a debugger before it runs the image, and says "
	                 "how "
	                 "to start that." },
	[OPTION_ATTACH_DISK] = { "attach-disk", 0, "NAME=FILE",
	                         "Lets FILE be the disk NAME of the machine, instead of the file "
	                         "of that name. May be repeated." },
	[OPTION_ATTACH_NET] = { "attach-net", 0, "NET",
	                        "Connects the machine's next card: `tap=NAME` and `bridge=NAME`, "
	                        "interfaces of this host, or `user`, QEMU's own network. May be "
	                        "repeated." },
	[OPTION_JSON] = { "json", 0, NULL, "Writes JSON, for programs." },
	[OPTION_MERMAID] = { "mermaid", 0, NULL, "Writes the graph as a flowchart of mermaid." },
	[OPTION_EVAL] = { "eval", 0, NULL,
	                  "Decides everything: a key that is open counts with its default. This is "
	                  "the graph of an image that is started without options." },
	[OPTION_NO_EVAL] = { "no-eval", 0, NULL,
	                     "Decides nothing that depends on a key, and so shows every choice of "
	                     "the configuration. What keys were given, and their defaults, only "
	                     "mark the branches that they take." },
	[OPTION_INSTALL] = { "install", 0, NULL,
	                     "Installs with apt what is missing, asking nothing, instead of "
	                     "listing it." },
	[OPTION_PICTURE] = { "output", 'o', "FORM",
	                     "Writes the trace as `text`, which it does without this option, or as "
	                     "a picture, `svg`: to standard output, or to FORM where that is the "
	                     "name of a file that ends in .svg." },
	[OPTION_FROM] = { "from", 0, "TIME",
	                  "Draws the trace from TIME on, a duration after its first event, as "
	                  "`1.5s` or `20ms`." },
	[OPTION_TO] = { "to", 0, "TIME", "Draws the trace until TIME after its first event." },
};

/* What decides an image. */
#define SETTINGS                                                                         \
	(OPTION_BIT(TARGET) | OPTION_BIT(ARCH) | OPTION_BIT(SEARCH) | OPTION_BIT(KEYS) | \
	 OPTION_BIT(DEFAULT) | OPTION_BIT(OVERLAY) | OPTION_BIT(MAX_STEPS))

/* How it is said what is wrong. */
#define REPORTING \
	(OPTION_BIT(WARNING) | OPTION_BIT(ERROR) | OPTION_BIT(COLOR) | OPTION_BIT(DIAGNOSTICS))

/* What finds the output folder of a configuration. */
#define PLACE (OPTION_BIT(TARGET) | OPTION_BIT(ARCH) | OPTION_BIT(OUTPUT))

const struct command commands[] = {
	{
	    .name = "configure",
	    .operand = "[FILE.mcfg]",
	    .summary = "write the C and the build of an image",
	    .description =
	        "Checks the configuration, resolves its keys, and writes C, a Makefile and the "
	        "boot files into the output folder. The build there works without mcfg.\n"
	        "\n"
	        "Nothing is written unless the whole configuration is sound. Files that are "
	        "already as they should be are not touched, files that mcfg did not write are "
	        "never overwritten, and when writing fails the folder stays as it was.\n"
	        "\n"
	        "What configure was given is recorded in the output folder; `mcfg build`, `mcfg "
	        "run` and `mcfg describe` use it.",
	    .example = "configure -t unix --hello=Hi app.mcfg",
	    .options = SETTINGS | REPORTING | OPTION_BIT(OUTPUT),
	    .takes_keys = true,
	    .run = cmd_configure,
	},
	{
	    .name = "build",
	    .operand = "[FILE.mcfg]",
	    .summary = "build the image",
	    .description =
	        "Runs make in the output folder. Before that the folder is brought up to date with "
	        "the configuration, with what `mcfg configure` recorded there; a configuration "
	        "that was never configured is configured without any settings.\n"
	        "\n"
	        "Without -t and -o the one output folder of the configuration is meant.",
	    .example = "build app.mcfg",
	    .options = PLACE | REPORTING,
	    .run = cmd_build,
	},
	{
	    .name = "run",
	    .operand = "[FILE.mcfg]",
	    .summary = "build the image and run it",
	    .description =
	        "Does what `mcfg build` does, silently where nothing is wrong, and runs the image "
	        "as its target says: as a process, or in a machine, whose console is mcfg's "
	        "standard input and output. What stands after `--` are the image's options. Its "
	        "exit status is that of mcfg.\n"
	        "\n"
	        "A machine ends with mcfg. ^C ends both.\n"
	        "\n"
	        "As the first line of an executable configuration, `#!/usr/bin/env -S mcfg run` "
	        "runs it.",
	    .example = "run app.mcfg -- --hello=Hi",
	    .options = PLACE | REPORTING | OPTION_BIT(TRACE) | OPTION_BIT(GDB) |
	               OPTION_BIT(ATTACH_DISK) | OPTION_BIT(ATTACH_NET),
	    .takes_arguments = true,
	    .run = cmd_run,
	},
	{
	    .name = "trace",
	    .operand = "DIR",
	    .summary = "show what the tasks of an image did",
	    .description =
	        "Reads the trace in DIR, which `mcfg run --trace=DIR` or the image's own option "
	        "--trace=DIR left there, and says of each task how long it ran, waited for its "
	        "turn, and slept, and of the devices' operations how often they were called and "
	        "how long that took.\n"
	        "\n"
	        "With `-o svg` it draws them: tasks against time, what woke them, and the "
	        "operations of devices that they called.\n"
	        "\n"
	        "The trace is of the Common Trace Format 1.8; babeltrace2 and Trace Compass read "
	        "it, too.",
	    .example = "trace -o svg DIR >trace.svg",
	    .options = OPTION_BIT(PICTURE) | OPTION_BIT(FROM) | OPTION_BIT(TO),
	    .run = cmd_trace,
	},
	{
	    .name = "describe",
	    .operand = "[FILE.mcfg]",
	    .summary = "show the graph of devices",
	    .description =
	        "Writes the keys, the jobs and the devices that the jobs stand on to standard "
	        "output, and nothing else. With -t or -o, settings that `mcfg configure` "
	        "recorded for that output folder are used, and those given here win over them. "
	        "Without either, the target is left open.\n"
	        "\n"
	        "What known keys decide is decided; what keys decide that are open until the "
	        "image starts is shown as a choice. --eval and --no-eval decide more, or less.",
	    .example = "describe --svg app.mcfg >app.svg",
	    .options = SETTINGS | REPORTING | OPTION_BIT(OUTPUT) | OPTION_BIT(DOT) |
	               OPTION_BIT(SVG) | OPTION_BIT(JSON) | OPTION_BIT(MERMAID) | OPTION_BIT(EVAL) |
	               OPTION_BIT(NO_EVAL),
	    .takes_keys = true,
	    .run = cmd_describe,
	},
	{
	    .name = "check",
	    .operand = "[FILE.mcfg]",
	    .summary = "say what is wrong with a configuration",
	    .description = "Does all that `mcfg configure` does before it writes. Without -t, what "
	                   "holds for every target is checked.",
	    .example = "check app.mcfg",
	    .options = SETTINGS | REPORTING,
	    .takes_keys = true,
	    .run = cmd_check,
	},
	{
	    .name = "clean",
	    .operand = "[FILE.mcfg]",
	    .summary = "remove what configure and build wrote",
	    .description = "Removes what mcfg and the Makefile that it wrote made in the output "
	                   "folders of the "
	                   "configuration, all of them or the one that -t, --arch or -o names. "
	                   "Files that mcfg "
	                   "did not write, or that were changed since, stay, and clean names them.",
	    .example = "clean app.mcfg",
	    .options = PLACE,
	    .run = cmd_clean,
	},
	{
	    .name = "keys",
	    .operand = "[FILE.mcfg]",
	    .summary = "list the keys of a configuration",
	    .description =
	        "Writes each key that the configuration offers, with its type, its value or "
	        "default, where that comes from, and its documentation.",
	    .example = "keys app.mcfg",
	    .options = SETTINGS | REPORTING,
	    .takes_keys = true,
	    .run = cmd_keys,
	},
	{
	    .name = "depends",
	    .operand = "[FILE.mcfg]",
	    .summary = "list or install what the image needs",
	    .description =
	        "Writes the packages that the devices of the image and its target need of the "
	        "system, each once: `apt NAME`, and `pkg_config NAME` with the versions that suit "
	        "all of them. Demands that no version fulfils are an error.\n"
	        "\n"
	        "With --install, packages that are missing are installed by apt-get (by way of "
	        "sudo for all but root), and pkg-config is asked whether it finds the libraries. "
	        "Where apt-get fails or a library is not found, the status is 3.\n"
	        "\n"
	        "With -t or -o, what `mcfg configure` recorded for that output folder is used.",
	    .example = "depends -t unix app.mcfg",
	    .options =
	        SETTINGS | REPORTING | OPTION_BIT(OUTPUT) | OPTION_BIT(JSON) | OPTION_BIT(INSTALL),
	    .takes_keys = true,
	    .run = cmd_depends,
	},
	{
	    .name = "devices",
	    .operand = "[INTERFACE]",
	    .summary = "list the devices there are",
	    .description =
	        "Writes each device that a configuration in the working folder may use, with its "
	        "type and its documentation; only those that can be used as INTERFACE, where one "
	        "is named.",
	    .example = "devices console",
	    .options = REPORTING | OPTION_BIT(SEARCH),
	    .run = cmd_devices,
	},
	{
	    .name = "targets",
	    .operand = "",
	    .summary = "list the targets there are",
	    .description = "Writes each target that -t may name, with its architectures and its "
	                   "documentation.",
	    .example = "targets",
	    .options = REPORTING | OPTION_BIT(SEARCH),
	    .run = cmd_targets,
	},
	{
	    .name = "explain",
	    .operand = "[CHECK | DEVICE [FILE.mcfg]]",
	    .max_operands = 2,
	    .summary = "explain what mcfg checks, or why a device is there",
	    .description =
	        "Says what the check is about that a message names in brackets, with an example of "
	        "the mistake and what to do about it. Without CHECK, lists all of them.\n"
	        "\n"
	        "With a configuration, or where no check has the name, explains a device as `mcfg "
	        "why` does.",
	    .example = "explain missing-argument",
	    .options = SETTINGS | REPORTING | OPTION_BIT(OUTPUT),
	    .takes_keys = true,
	    .run = cmd_explain,
	},
	{
	    .name = "why",
	    .operand = "DEVICE [FILE.mcfg]",
	    .max_operands = 2,
	    .summary = "say why a device is in the graph, or why it is not",
	    .description =
	        "Shows the expression that made the device, the way to it from each job with the "
	        "keys and values that decided on it, those that take it, and the keys that it "
	        "reads. Of a device that the configuration mentions and the graph does not have, "
	        "shows what decided against it.\n"
	        "\n"
	        "DEVICE is a name in the C that is written, as `mcfg describe` shows it, or the "
	        "name of a device in its descriptor, or a `let` of the configuration; all that "
	        "are called so are explained. With -t or -o, settings that `mcfg configure` "
	        "recorded are used.",
	    .example = "why default_console app.mcfg",
	    .options = SETTINGS | REPORTING | OPTION_BIT(OUTPUT) | OPTION_BIT(JSON),
	    .takes_keys = true,
	    .run = cmd_why,
	},
	{
	    .name = "inspect",
	    .operand = "IMAGE",
	    .summary = "say what an image is",
	    .description =
	        "Reads the record in an image of any target, stripped or not: its name, target and "
	        "architecture, the versions of mcfg, of the compiler and of the packages that it "
	        "was made with, its keys with their values or defaults, and its devices. Nothing "
	        "but the file is needed, and it may come from anywhere: nothing in it is run.",
	    .example = "inspect build/unix-x86_64/console",
	    .options = OPTION_BIT(JSON),
	    .run = cmd_inspect,
	},
	{
	    .name = "diff",
	    .operand = "[FILE.mcfg [FILE.mcfg]]",
	    .max_operands = 2,
	    .summary = "compare two configurations, or two targets of one",
	    .description =
	        "Shows in what two images differ: keys, jobs, devices, arrows, sources, packages, "
	        "and the size of the image where both are built. The two sides are two "
	        "configurations; or one, with a second -t or --arch for the second side; or what "
	        "stands after `--` is for the second side only, and wins over what is for "
	        "both.\n"
	        "\n"
	        "With -t, settings that `mcfg configure` recorded for that target are used. The "
	        "exit status is 0 whether or not there is a difference.",
	    .example = "diff -t unix app.mcfg -- --hello=Hi",
	    .options = SETTINGS | REPORTING | OPTION_BIT(JSON),
	    .takes_keys = true,
	    .takes_more = true,
	    .run = cmd_diff,
	},
	{
	    .name = "headers",
	    .operand = "DIR",
	    .summary = "write the headers of all interfaces",
	    .description =
	        "Writes <mcfg/INTERFACE.h> for each interface into DIR/mcfg, so that C which uses "
	        "them can be compiled, and tested against devices of the test's own, without any "
	        "configuration: calls go through the operations tables.",
	    .example = "headers include",
	    .options = REPORTING | OPTION_BIT(SEARCH),
	    .run = cmd_headers,
	},
	{ .name = NULL },
};

bool option_hides_key(size_t option)
{
	for (const struct command *command = commands; command->name; command++)
		if (command->takes_keys && (command->options >> option & 1))
			return true;
	return option == OPTION_HELP;
}

const struct command *command_find(const char *name)
{
	const struct command *command = commands;

	while (command->name && strcmp(command->name, name))
		command++;
	return command->name ? command : NULL;
}

const char help_overview[] =
    "mcfg puts an application together out of devices. A configuration, a file that ends in "
    ".mcfg, says which devices the application takes and how they fit; mcfg checks that, shows "
    "the graph, and writes the C and the build of an image for a target.\n"
    "\n"
    "Where a command takes a configuration and none is given, it is the one file that ends in "
    ".mcfg in the working folder.";

const char help_keys[] =
    "Any other option --KEY=VALUE gives a key of the configuration its value; a bare --KEY stands "
    "for --KEY=true, and --no-KEY for false, for no value of an option, and for an empty list. In "
    "a key's name `-` and `_` are the same. `mcfg keys` lists them.";

const struct help_row help_statuses[] = {
	{ "0", "all is well" },
	{ "1", "the configuration is wrong, or its C does not build" },
	{ "2", "mcfg was called wrongly" },
	{ "3",
	  "the machine failed us: a file that cannot be read or written, no space, no compiler" },
	{ "4", "mcfg itself is wrong; it says what to report" },
	{ NULL, NULL },
};

const struct help_row help_variables[] = {
	{ "MCFG_PATH",
	  "folders, joined by `:`, in which descriptors and included files are looked up "
	  "after those of -I" },
	{ "MCFG_ROOT", "the installation: the folder with devices/, runtime/ and stdlib-configs/" },
	{ NULL, NULL },
};
