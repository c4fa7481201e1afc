/**
 * The product beside a distribution's own tools, in containers that Testcontainers runs.
 *
 * <p>These tests carry the tag {@code lab}, which the plain build leaves out; {@code ./quickstart
 * test} runs them with an image and a daemon, see {@code vagrant/lab/README.md}. A container shares
 * the machine's kernel and boots nothing: what is shown here is what files and tools do.
 */
@NullMarked
package remediator.lab;

import org.jspecify.annotations.NullMarked;
