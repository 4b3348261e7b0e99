package dev.drydock.policy.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where images of some repositories are promoted to, and what has to be said of them before.
///
/// @param from patterns for `registry/repository`
/// @param to `registry/repository`; a `*` in it stands for what the one of the pattern stands for
/// @param require what has to lie beside the image: words of `drydock attest`, or URIs
/// @param keys of which one has to have signed that
/// @param maxAge how long ago at most; `null` for any time
/// @param key the private key that signs what is written about a promotion, as `--key` names it;
///   `null` where the policy names none
public record Downstream(
    List<Glob> from,
    String to,
    List<String> require,
    List<PublicKey> keys,
    @Nullable Span maxAge,
    @Nullable String key,
    Source source) {

  public Downstream {
    from = List.copyOf(from);
    require = List.copyOf(require);
    keys = List.copyOf(keys);
  }

  /// A public key.
  ///
  /// @param name for people
  /// @param content PEM
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  public record PublicKey(String name, byte[] content) {}

  /// Where the images of a repository go; empty where this is not about them.
  ///
  /// @param repository with its registry
  public Optional<String> destination(String repository) {
    for (Glob glob : from) {
      if (glob.matches(repository)) {
        int star = glob.text().indexOf('*');
        if (to.indexOf('*') < 0 || star < 0) {
          return Optional.of(to);
        }
        int after = glob.text().length() - star - 1;
        String rest = repository.substring(star, repository.length() - after);
        return Optional.of(to.replace("*", rest));
      }
    }
    return Optional.empty();
  }

  /// In plain words, one sentence each.
  List<String> words() {
    List<String> words = new ArrayList<>();
    List<String> names = from.stream().map(Glob::text).toList();
    words.add("Images of " + String.join(" or ", names) + " go to " + to + ".");
    if (!require.isEmpty()) {
      words.add(
          "Before, each needs beside it: "
              + String.join(", ", require)
              + "; signed with "
              + String.join(" or ", keys.stream().map(PublicKey::name).toList())
              + (maxAge == null ? "." : ", at most " + maxAge.words() + " ago."));
    }
    if (key != null) {
      words.add("What is written about it is signed with " + key + ".");
    }
    words.add("From " + source + ".");
    return words;
  }
}
