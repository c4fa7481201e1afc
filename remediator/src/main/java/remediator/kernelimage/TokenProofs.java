package remediator.kernelimage;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Which tokens of {@code cgroup.memory=} a kernel knows (cgroup_memory, mm/memcontrol.c).
 *
 * <p>A token is a text that the handler compares with. Its address in the handler's code proves it;
 * the text alone, as a constant of its own, makes it likely; that it stands nowhere disproves it. A
 * text that only ends in the token, as the symbol {@code cgroup_memory_nokmem} does, says nothing.
 */
final class TokenProofs {
  private static final String PARAMETER = "cgroup.memory=";

  /** nosocket and nokmem since 4.5, nobpf since 6.3. */
  private static final List<String> TOKENS = List.of("nokmem", "nosocket", "nobpf");

  private final Bytes bytes;
  private final AddressMap map;
  private final HandlerTexts texts;
  private final BooleanSupplier timeIsUp;

  TokenProofs(Bytes bytes, AddressMap map, HandlerTexts texts, BooleanSupplier timeIsUp) {
    this.bytes = bytes;
    this.map = map;
    this.texts = texts;
    this.timeIsUp = timeIsUp;
  }

  /** Whether a row of the table is the one whose tokens are looked at. */
  static boolean concerns(String text) {
    return text.equals(PARAMETER);
  }

  /** What is known of each token, by {@code parameter=token}, when this is its handler. */
  SortedMap<String, TokenProof> of(long handler) throws UnreadableImageException {
    SortedMap<String, TokenProof> proofs = new TreeMap<>();
    for (String token : TOKENS) {
      Optional<TokenProof> proof =
          texts.refersTo(handler, token) ? Optional.of(TokenProof.PROVEN) : byText(token);
      if (proof.isPresent()) {
        proofs.put(PARAMETER + token, proof.get());
      }
    }
    return proofs;
  }

  private Optional<TokenProof> byText(String token) throws UnreadableImageException {
    ByteSearch search = new ByteSearch(bytes, timeIsUp, token);
    boolean stands = false;
    int at = search.next(bytes.arrayOffset());
    while (at >= 0) {
      if (endsAt(at + token.length())) {
        stands = true;
        if (isConstant(at)) {
          return Optional.of(TokenProof.LIKELY);
        }
      }
      at = search.next(at + 1);
    }
    return stands ? Optional.empty() : Optional.of(TokenProof.ABSENT);
  }

  private boolean endsAt(int behind) {
    return behind < bytes.arrayOffset() + bytes.length() && map.array()[behind] == 0;
  }

  private boolean isConstant(int at) {
    return at > bytes.arrayOffset() && map.array()[at - 1] == 0 && map.endOf(at) > 0;
  }
}
