package remediator.plan;

import remediator.bootloader.GrubTemplate;

/**
 * The texts of {@code grub-templates/} that planning writes from: lines for a file that assigns no
 * {@code GRUB_CMDLINE_LINUX}, and our own drop-in.
 */
public record GrubTemplates(GrubTemplate assignment, GrubTemplate dropIn) {}
