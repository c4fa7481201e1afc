package remediator.kernel;

/** How kernel messages are written down, by the transport that carried them. */
public enum LogFormat {
  /** Records of /dev/kmsg (Documentation/ABI/testing/dev-kmsg). */
  KMSG,
  /** The ring's text: syslog(2), dmesg with and without its options, /var/log/dmesg, boot.msg. */
  DMESG,
  /** Lines of a syslog daemon or of {@code journalctl -k} in its short formats. */
  SYSLOG,
  /** {@code journalctl -o export} (systemd, JOURNAL_EXPORT_FORMATS). */
  JOURNAL_EXPORT
}
