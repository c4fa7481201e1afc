/* Until 6.14 x86-64 links the template of per-processor data at address 0: numbers that are small are no pointers to it. */
#if PER_CPU
const long template_of_processor[8] __attribute__((used, section(".data..percpu"))) = {1, 2, 3, 4, 5, 6, 7, 8};
#endif
