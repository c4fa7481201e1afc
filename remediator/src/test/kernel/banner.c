/* The line a kernel logs first, and the one behind /proc/version. */
const char linux_banner[] __attribute__((used)) =
    "Linux version " RELEASE " (builder@lab.invalid) (gcc, GNU ld) #1 SMP Thu Jan 1 00:00:00 UTC 1970\n";

const char linux_proc_banner[] __attribute__((used)) = "%s version %s (builder@lab.invalid) (gcc, GNU ld) %s\n";
