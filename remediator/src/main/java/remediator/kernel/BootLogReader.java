package remediator.kernel;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads a log: guesses its format from the first lines, then decodes line by line into boots. */
final class BootLogReader {
  private BootLogReader() {}

  static List<BootLog> read(Iterator<String> lines) {
    List<String> sample = new ArrayList<>();
    while (sample.size() < LogFormatGuess.SAMPLE_LINES && lines.hasNext()) {
      sample.add(lines.next());
    }
    LogFormatGuess guess = LogFormatGuess.of(sample);
    LogDecoder decoder = LogDecoder.of(guess.format(), guess.everyLineIsAMessage());
    BootSplitter boots = new BootSplitter(guess.format());
    int number = 0;
    for (String line : sample) {
      decoder.line(++number, line, boots);
    }
    while (lines.hasNext() && number < Integer.MAX_VALUE) {
      decoder.line(++number, lines.next(), boots);
    }
    decoder.end(boots);
    return boots.finish();
  }
}
