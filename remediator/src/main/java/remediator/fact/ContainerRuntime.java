package remediator.fact;

import java.util.Optional;

/**
 * A container runtime or node agent that is installed or runs here: {@code name} is one of docker,
 * containerd, cri-o, podman, kubelet, k3s, lxd. {@code version} is what its files tell without
 * being run.
 */
public record ContainerRuntime(
    String name, boolean running, Optional<String> version, Evidence evidence) {}
