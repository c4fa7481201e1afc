/* A bzImage around the file PAYLOAD: the set-up header of Documentation/arch/x86/boot.rst, protocol 2.15, one set-up sector. */
	.section .data
start:
	.org 0x1f1
	.byte 1
	.org 0x1fe
	.byte 0x55, 0xaa
	.org 0x202
	.ascii "HdrS"
	.short 0x020f
	.org 0x20e
	.short version - start - 0x200
	.org 0x211
	.byte 1
	.org 0x248
	.long payload - start - 0x400
	.long end_of_payload - payload
	.org 0x300
version:
	.asciz RELEASE " (builder@lab.invalid) #1 SMP Thu Jan 1 00:00:00 UTC 1970"
	.org 0x400
	.zero 0x40
payload:
	.incbin PAYLOAD
end_of_payload:
	.zero 16
