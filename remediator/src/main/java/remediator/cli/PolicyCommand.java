package remediator.cli;

import picocli.CommandLine.Command;

/** {@code remediator policy}: the policies, one of them, or a check of one. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "The policies: list them, show one, check one.",
    subcommands = {PolicyListCommand.class, PolicyShowCommand.class, PolicyCheckCommand.class})
final class PolicyCommand {}
