/*
 * Where the parts of a kernel lie, for the preprocessor, as arch/.../kernel/vmlinux.lds.S. BASE is the address of the
 * first byte; FLAT leaves no gaps in memory, because there they would be bytes of the file.
 */
#if FLAT
#define GAP ALIGN(16)
#else
#define GAP ALIGN(0x200000)
#endif

PHDRS
{
	text PT_LOAD FLAGS(5);
	data PT_LOAD FLAGS(6);
#if PER_CPU
	percpu PT_LOAD FLAGS(6);
#endif
	init PT_LOAD FLAGS(7);
}

SECTIONS
{
	. = BASE;
	.head.text : { KEEP(*(.head.text)) } :text
	.text : { *(.text .text.*) } :text
	.rodata : { *(.rodata .rodata.*) } :text
	__param : ALIGN(8) { KEEP(*(__param)) } :text

	. = GAP;
	.data : { *(.data .data.rel* .sdata .sdata.* .got .got.* .toc .bss .bss.* .sbss .sbss.* COMMON) } :data
	end_of_data = .;
#if PER_CPU
	.data..percpu 0 : { KEEP(*(.data..percpu)) } :percpu
	. = end_of_data;
#endif

	. = GAP;
	.init.rodata : { KEEP(*(.init.rodata)) } :init
	.init.setup : ALIGN(8) { KEEP(*(.init.setup)) } :init
	.init.data : { QUAD(0) QUAD(0) QUAD(0) QUAD(0) } :init
	.rela.dyn : ALIGN(8) { *(.rela .rela.*) } :init

	/DISCARD/ : {
		*(.comment .note .note.* .eh_frame .eh_frame_hdr .ARM.* .riscv.attributes .gnu.attributes)
		*(.interp .dynamic .dynsym .dynstr .hash .gnu.hash .gnu.version*)
	}
}
