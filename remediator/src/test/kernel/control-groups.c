/*
 * kernel/cgroup.c and mm/memcontrol.c, as far as boot parameters go.
 *
 * CGROUPS   0: built without control groups; 310: each controller holds its name; else cgroup_subsys_name[] of 4.2
 * TOKENS    how many of nosocket, nokmem and nobpf cgroup.memory= knows; 0: there is no such parameter
 * STRAY     1: the texts of cgroup.memory=nokmem stand in the kernel, and nothing reads them
 */
#include "tables.h"

#if CGROUPS != 0

#if CGROUPS == 310
struct cgroup_subsys {
	int (*create)(char *);
	void *state;
	int disabled;
	int early_init;
	const char *name;
	void *files;
};

static int create(char *text)
{
	return text[0];
}

#define CONTROLLER(id) static struct cgroup_subsys id##_subsys __attribute__((used)) = {create, &id##_subsys, 0, 1, #id, 0}
CONTROLLER(cpuset);
CONTROLLER(cpuacct);
CONTROLLER(memory);
CONTROLLER(devices);
CONTROLLER(freezer);
static struct cgroup_subsys *const controllers[] = {&cpuset_subsys, &cpuacct_subsys, &memory_subsys, &devices_subsys,
						    &freezer_subsys};
#define CONTROLLER_NAME(i) (controllers[i]->name)
#else
static const char *const cgroup_subsys_name[] = {"cpuset", "cpu", "cpuacct", "io", "memory", "devices", "freezer", "pids"};
#define controllers cgroup_subsys_name
#define CONTROLLER_NAME(i) (cgroup_subsys_name[i])
#endif

static unsigned disabled;

static int cgroup_disable(char *text)
{
	char *token;
	unsigned i;

	while ((token = next_token(&text)))
		for (i = 0; i < sizeof(controllers) / sizeof(controllers[0]); i++)
			if (!strcmp(token, CONTROLLER_NAME(i)))
				disabled |= 1u << i;
	return 1;
}
SETUP(cgroup_disable, "cgroup_disable=", cgroup_disable);

#if TOKENS > 0
static int without_socket_memory, without_kernel_memory, without_program_memory;

static int cgroup_memory(char *text)
{
	char *token;

	while ((token = next_token(&text))) {
		if (!strcmp(token, "nosocket"))
			without_socket_memory = 1;
#if TOKENS > 1
		if (!strcmp(token, "nokmem"))
			without_kernel_memory = 1;
#endif
#if TOKENS > 2
		if (!strcmp(token, "nobpf"))
			without_program_memory = 1;
#endif
	}
	return 1 + without_socket_memory + without_kernel_memory + without_program_memory;
}
SETUP(cgroup_memory, "cgroup.memory=", cgroup_memory);
#endif
#endif

#if STRAY
/* Everything that a search for text would take for the parameter. */
static const char stray_parameter[] __attribute__((used)) = "cgroup.memory=";
static const char stray_word[] __attribute__((used)) = "cgroup.memory=nokmem";
static const char stray_token[] __attribute__((used)) = "nokmem";
static const char stray_symbol[] __attribute__((used)) = "cgroup_memory_nokmem";
#endif
