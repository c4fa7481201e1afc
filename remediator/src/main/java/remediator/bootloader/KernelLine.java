package remediator.bootloader;

import java.util.Map;
import remediator.kernel.CommandLine;

/**
 * One command of a grub.cfg that loads a Linux kernel.
 *
 * @param line the line on which the command begins, counted from 1
 * @param command the command as written: {@code linux}, {@code linux16}, {@code linuxefi}, {@code
 *     $linux}, …
 * @param start offset in the file of the first byte after the command word's white space: the path
 *     of the kernel
 * @param source the path and the arguments as they are written, up to the end of the last word
 */
public record KernelLine(int line, String command, int start, String source) {
  /** The path of the kernel image as GRUB resolves it, its variables kept as they are written. */
  public String kernelPath() {
    String words = booted().text();
    String image = booted().words().isEmpty() ? words : booted().words().get(0);
    return image.replace("\"", "").substring(GrubArguments.IMAGE.length());
  }

  /** The arguments as the kernel gets them; references such as {@code $kernelopts} are kept. */
  public CommandLine commandLine() {
    return GrubArguments.ofLinux(source, Map.of()).withoutImage();
  }

  /** The arguments with the values of variables that are known. */
  public CommandLine commandLine(Map<String, String> variables) {
    return GrubArguments.ofLinux(source, variables).withoutImage();
  }

  /** All that GRUB hands to the kernel, {@code BOOT_IMAGE=} included: what a limit applies to. */
  public CommandLine booted() {
    return GrubArguments.ofLinux(source, Map.of()).commandLine();
  }

  int end() {
    return start + source.length();
  }
}
