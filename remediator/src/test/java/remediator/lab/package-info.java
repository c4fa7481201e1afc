/**
 * The product beside a distribution's own tools, in containers that Testcontainers runs, and beside
 * its own kernels.
 *
 * <p>These tests carry the tag {@code lab}, which the plain build leaves out; {@code ./quickstart
 * test} runs them with an image, a daemon and kernels, see {@code vagrant/lab/README.md}. A
 * container shares the machine's kernel, and nothing boots: what is shown here is what files and
 * tools do. Neither images nor kernels are part of the checkout.
 */
@NullMarked
package remediator.lab;

import org.jspecify.annotations.NullMarked;
