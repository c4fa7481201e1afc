/* __param: parameters of what is built in, and core_param()'s bare names. */
#include "tables.h"

static int set_number(const char *text, const void *param)
{
	return text[0] == *(const char *)param;
}

static int get_number(char *text, const void *param)
{
	text[0] = *(const char *)param;
	return 1;
}

#if PARAM_LAYOUT != 2632
static const struct kernel_param_ops number_ops = {set_number, get_number};
#endif

PARAM(initcall_debug, "initcall_debug");
PARAM(panic, "panic");
PARAM(nomodule, "nomodule");
PARAM(printk_time, "printk.time");
PARAM(printk_always, "printk.always_kmsg_dump");
PARAM(rcu_blimit, "rcutree.blimit");
PARAM(rcu_qhimark, "rcutree.qhimark");
PARAM(rcu_qlowmark, "rcutree.qlowmark");
PARAM(block_events, "block.events_dfl_poll_msecs");
PARAM(pcie_aspm, "pcie_aspm.policy");
PARAM(acpi_debug, "acpi.debug_level");
PARAM(vt_cursor, "vt.default_utf8");
PARAM(vt_color, "vt.color");
PARAM(serial_nr, "8250.nr_uarts");
PARAM(kernel_sysrq, "sysrq.reset_seq");
PARAM(tcp_cubic, "tcp_cubic.beta");
PARAM(tcp_bic, "tcp_cubic.bic_scale");
PARAM(cpuidle_off, "cpuidle.off");
PARAM(cpufreq_off, "cpufreq.off");
PARAM(workqueue, "workqueue.power_efficient");
PARAM(apparmor, "apparmor.enabled");
PARAM(apparmor_mode, "apparmor.mode");
PARAM(watchdog, "watchdog.open_timeout");
PARAM(usbcore, "usbcore.autosuspend");
