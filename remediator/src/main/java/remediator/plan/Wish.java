package remediator.plan;

import java.util.List;
import java.util.Optional;
import remediator.kernel.ParameterRequest;

/**
 * What is to be brought about: parameters to be there or to be gone, and for which kernels. {@code
 * askedBy} is the policy's name or {@code command line}.
 */
public record Wish(String askedBy, List<ParameterRequest> requests, KernelChoice kernels) {
  public Wish {
    requests = List.copyOf(requests);
  }

  /** What the next boot must show. */
  Expectation expectation(Optional<String> bootId) {
    return new Expectation(
        askedBy,
        requests.stream().filter(Wish::asksForPresence).map(ParameterRequest::text).toList(),
        requests.stream()
            .filter(each -> !asksForPresence(each))
            .map(ParameterRequest::text)
            .toList(),
        bootId);
  }

  static boolean asksForPresence(ParameterRequest request) {
    return request.match(
        new ParameterRequest.Cases<>() {
          @Override
          public Boolean add(ParameterRequest.Add add) {
            return true;
          }

          @Override
          public Boolean remove(ParameterRequest.Remove remove) {
            return false;
          }

          @Override
          public Boolean removeEvery(ParameterRequest.RemoveEvery removeEvery) {
            return false;
          }

          @Override
          public Boolean set(ParameterRequest.Set set) {
            return true;
          }
        });
  }
}
