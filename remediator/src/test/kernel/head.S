/* The header of an Image: 64 bytes, of which readers look at the magic (arm64: booting.rst, riscv: boot-image-header.rst). */
	.section .head.text, "ax"
#if defined(__aarch64__)
	.ascii "MZ"
	.zero 0x36
	.ascii "ARMd"
	.zero 4
#elif defined(__riscv)
	.ascii "MZ"
	.zero 0x2e
	.ascii "RISCV\0\0\0"
	.ascii "RSC\005"
	.zero 4
#endif
