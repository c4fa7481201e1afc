package remediator.policy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.fact.InstalledKernel;
import remediator.file.HostPath;
import remediator.kernelimage.Verdict;

/** One kernel, installed and bootable unless told otherwise. */
final class Kernel {
  private final String release;
  private final Map<String, Verdict> support = new TreeMap<>();
  private boolean bootsNext;
  private boolean newest;
  private boolean running;
  private boolean rescue;
  private boolean bootable = true;

  Kernel(String release) {
    this.release = release;
  }

  Kernel bootsNext() {
    bootsNext = true;
    return this;
  }

  Kernel newest() {
    newest = true;
    return this;
  }

  Kernel running() {
    running = true;
    return this;
  }

  Kernel rescue() {
    rescue = true;
    return this;
  }

  Kernel notBootable() {
    bootable = false;
    return this;
  }

  Kernel understanding() {
    return verdict(Hosts.NOKMEM, Hosts.understood()).verdict(Hosts.DISABLE, Hosts.understood());
  }

  Kernel ignoring() {
    return verdict(Hosts.NOKMEM, Hosts.ignored()).verdict(Hosts.DISABLE, Hosts.understood());
  }

  Kernel untold() {
    return verdict(Hosts.NOKMEM, Hosts.unknown()).verdict(Hosts.DISABLE, Hosts.understood());
  }

  Kernel verdict(String parameter, Verdict verdict) {
    support.put(parameter, verdict);
    return this;
  }

  InstalledKernel installed() {
    return new InstalledKernel(
        release,
        Optional.of(HostPath.of("/boot/vmlinuz-" + release)),
        running,
        bootsNext,
        newest,
        rescue,
        bootable,
        new TreeMap<>(support));
  }
}
