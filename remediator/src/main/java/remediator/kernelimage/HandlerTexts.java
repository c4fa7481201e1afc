package remediator.kernelimage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import remediator.kernelimage.HandlerCode.Addresses;

/**
 * The texts that handlers of boot parameters refer to.
 *
 * <p>A handler is read from its first byte to the next handler's, but not further than {@link
 * #HANDLER_BYTES_MAX}. Where a handler is short, what stands behind it is read as well, so that a
 * text may be its neighbour's.
 */
final class HandlerTexts {
  /** The longest path to a comparison in a handler that was seen. */
  static final int HANDLER_BYTES_MAX = 768;

  /** Longer ones are messages. */
  private static final int TEXT_MAX = 32;

  private static final int TEXT_MIN = 2;

  private final AddressMap map;
  private final HandlerCode code;
  private final long[] handlers;
  private final Addresses addresses = new Addresses();

  /** Prepares for the handlers of one table; their addresses may come in any order. */
  HandlerTexts(AddressMap map, long[] handlers) {
    this.map = map;
    this.code = HandlerCode.of(map.machine());
    this.handlers = handlers.clone();
    Arrays.sort(this.handlers);
  }

  /** The texts a handler refers to, each once, in the order of its code. */
  List<String> of(long handler) {
    read(handler);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < addresses.count(); i++) {
      String text = map.text(addresses.at(i), TEXT_MAX);
      if (text.length() >= TEXT_MIN && !texts.contains(text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  /**
   * Whether a handler refers to a text, or to the rest of it behind the first character, which a
   * compiler may have compared on its own.
   */
  boolean refersTo(long handler, String text) {
    read(handler);
    for (int i = 0; i < addresses.count(); i++) {
      if (stands(text, addresses.at(i)) || stands(text, addresses.at(i) - 1)) {
        return true;
      }
    }
    return false;
  }

  private boolean stands(String text, long address) {
    int position = map.position(address);
    if (position < 0 || position > map.endOf(position) - text.length() - 1) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (map.array()[position + i] != text.charAt(i)) {
        return false;
      }
    }
    return map.array()[position + text.length()] == 0;
  }

  private void read(long handler) {
    addresses.clear();
    int from = map.position(handler);
    if (handler != 0 && from >= 0) {
      long room = Math.min(HANDLER_BYTES_MAX, map.endOf(from) - from);
      int next = Arrays.binarySearch(handlers, handler + 1);
      int behind = next < 0 ? ~next : next;
      if (behind < handlers.length) {
        room = Math.min(room, handlers[behind] - handler);
      }
      code.addresses(map, from, from + (int) room, handler, addresses);
    }
  }
}
