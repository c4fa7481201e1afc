/* .init.setup of everything but control groups. */
#include "tables.h"

static int number;
static int flag;

static int take_number(char *text)
{
	number = text[0] - '0';
	return 1;
}

static int take_flag(char *text)
{
	flag = text[0];
	return 0;
}

/* What stands in front of the first name in a kernel is somebody's data, and no zero byte ends it. */
static const unsigned char others_data[] __attribute__((used, section(".init.rodata"), aligned(1))) = {0x13, 0xff, 0xfe};

SETUP(console, "console=", take_number);
SETUP(root, "root=", take_number);
SETUP(ro, "ro", take_number);
SETUP(rw, "rw", take_number);
SETUP(rootwait, "rootwait", take_number);
SETUP(rootflags, "rootflags=", take_number);
SETUP(rootfstype, "rootfstype=", take_number);
SETUP(rootdelay, "rootdelay=", take_number);
SETUP(init, "init=", take_number);
SETUP(rdinit, "rdinit=", take_number);
SETUP(noinitrd, "noinitrd", take_number);
SETUP(ramdisk_size, "ramdisk_size=", take_number);
SETUP(resume, "resume=", take_number);
SETUP(noresume, "noresume", take_number);
SETUP(reset_devices, "reset_devices", take_number);
SETUP(panic, "panic_on_lab=", take_number);
SETUP(reboot, "reboot=", take_number);
SETUP(nosmp, "nosmp", take_flag);
SETUP(maxcpus, "maxcpus=", take_number);
SETUP(isolcpus, "isolcpus=", take_number);
SETUP(clocksource, "clocksource=", take_number);
SETUP(hugepages, "hugepages=", take_number);
SETUP(hugepagesz, "hugepagesz=", take_number);
SETUP(dhash, "dhash_entries=", take_number);
SETUP(ihash, "ihash_entries=", take_number);
SETUP(security, "security=", take_number);
SETUP(selinux, "selinux=", take_number);
SETUP(audit, "audit=", take_number);
SETUP(elevator, "elevator=", take_number);
SETUP(mitigation, "ring3mwait=disable", take_flag);
/* No handler: "Parameter %s is obsolete, ignored". */
SETUP(obsolete, "load_ramdisk=", (int (*)(char *))0);
/* The same name twice, early and late, as "pci" of x86. */
SETUP(pci_late, "pci", take_number);
EARLY(pci_early, "pci", take_flag);
EARLY(mem, "mem", take_flag);
EARLY(debug, "debug", take_flag);
EARLY(quiet, "quiet", take_flag);
EARLY(loglevel, "loglevel", take_flag);
EARLY(log_buf_len, "log_buf_len", take_flag);
EARLY(ignore_loglevel, "ignore_loglevel", take_flag);
EARLY(earlycon, "earlycon", take_flag);
EARLY(nr_cpus, "nr_cpus", take_flag);
EARLY(crashkernel, "crashkernel", take_flag);
