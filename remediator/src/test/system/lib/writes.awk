# Prints the lines of a trace (strace -f -y) by which something was, or was to be, written. What is let through, and why:
#   - the files of the standard output and error, given as `out` and `err`: that is where the answer goes
#   - pipes: a process and its own children; nothing stays
#   - /dev/null: what is written there is gone; shells open it for 2>/dev/null
#   - ioctl that asks: whether this is a terminal (TCGETS, TIOCGWINSZ), how much there is to read (FIONREAD)
#   - syslog that reads without clearing
# Nothing else: no temporary file, no counters of the JVM, no /proc/self file.
{
  line = $0
  sub(/^[0-9]+ +/, "", line)
  call = line
  sub(/\(.*/, "", call)
}
line !~ /^[a-z0-9_]+\(/ { next }
call ~ /^(open|openat|openat2|creat)$/ {
  if (call == "creat" || line ~ /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE/)
    if (line !~ /^openat\(AT_FDCWD(<[^>]*>)?, "\/dev\/null", / && line !~ /^open\("\/dev\/null", /) print
  next
}
call ~ /^(write|writev|pwrite64|pwritev|pwritev2)$/ {
  file = line
  sub(/^[a-z0-9]+\([0-9]+</, "", file)
  if (index(file, out ">") != 1 && index(file, err ">") != 1 && file !~ /^pipe:/ && file !~ /^\/dev\/null>/) print
  next
}
call == "ioctl" {
  if (line !~ /, (TCGETS|TIOCGWINSZ|FIONREAD)[,) ]/) print
  next
}
call == "syslog" {
  if (line !~ /^syslog\((SYSLOG_ACTION_READ_ALL|SYSLOG_ACTION_SIZE_BUFFER|SYSLOG_ACTION_SIZE_UNREAD)/) print
  next
}
{ print }
