package dev.drydock.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All ways downstream of a policy.
///
/// @param ways inherited ones first
public record Downstreams(List<Downstream> ways) {
  public Downstreams {
    ways = List.copyOf(ways);
  }

  public boolean isEmpty() {
    return ways.isEmpty();
  }

  /// Where the images of a repository go where nobody says where to: the first way counts, so that
  /// what is inherited stands above what is added.
  ///
  /// @param repository with its registry
  public Optional<String> destination(String repository) {
    for (Downstream way : ways) {
      Optional<String> destination = way.destination(repository);
      if (destination.isPresent()) {
        return destination;
      }
    }
    return Optional.empty();
  }

  /// The ways that bind a promotion: all that lead there, and all that are about these images in
  /// files that the first of those inherits from, so that nobody goes round them by a way of their
  /// own. None where no way leads there.
  public List<Downstream> binding(String repository, String destination) {
    List<Downstream> binding = new ArrayList<>();
    boolean leads = false;
    for (Downstream way : ways) {
      Optional<String> to = way.destination(repository);
      boolean here = to.isPresent() && to.get().equals(destination);
      if (here && !leads) {
        leads = true;
        binding.removeIf(one -> one.source().file().equals(way.source().file()));
      }
      if (here || to.isPresent() && !leads) {
        binding.add(way);
      }
    }
    return leads ? binding : List.of();
  }
}
