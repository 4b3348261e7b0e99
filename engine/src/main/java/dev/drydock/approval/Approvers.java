package dev.drydock.approval;

import dev.drydock.attest.Signer;
import dev.drydock.attest.key.VerificationKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may approve base images, and how many of them have to.
///
/// @param required different people
/// @param expires how long an approval counts; `null` for as long as it says itself
public record Approvers(List<Approver> people, int required, @Nullable Duration expires) {

  /// @throws IllegalArgumentException where so many cannot be had, a name or key stands twice, or
  ///   nobody is required: what that says can only be a mistake
  public Approvers {
    people = List.copyOf(people);
    if (required < 1 || required > people.size()) {
      throw new IllegalArgumentException(
          required + " approvals are required, and there are " + people.size() + " approvers");
    }
    Set<String> names = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (Approver one : people) {
      if (!names.add(one.name)) {
        throw new IllegalArgumentException(
            one.name + " stands twice among the approvers; list all keys under one name");
      }
      for (VerificationKey key : one.keys) {
        if (!keys.add(key.hint())) {
          throw new IllegalArgumentException(
              "a key of " + one.name + " stands twice among the approvers; leave it out once");
        }
      }
    }
  }

  /// One person.
  ///
  /// @param keys any of which is the person's signature
  public record Approver(String name, List<VerificationKey> keys) {
    public Approver {
      keys = List.copyOf(keys);
      if (keys.isEmpty()) {
        throw new IllegalArgumentException(name + " has no key");
      }
    }
  }

  /// The keys of all of them.
  public List<VerificationKey> keys() {
    List<VerificationKey> keys = new ArrayList<>();
    people.forEach(one -> keys.addAll(one.keys));
    return keys;
  }

  /// Who that is; `null` where nobody of them.
  public @Nullable Approver of(Signer signer) {
    return switch (signer) {
      case Signer.KeyHolder(VerificationKey key) -> of(key);
      case Signer.Certified _ -> null;
    };
  }

  /// Whose key it is; `null` where nobody's.
  public @Nullable Approver of(VerificationKey key) {
    for (Approver one : people) {
      for (VerificationKey own : one.keys) {
        if (own.hint().equals(key.hint())) {
          return one;
        }
      }
    }
    return null;
  }

  /// The same people, of whom so many have to agree.
  public Approvers requiring(int number) {
    return new Approvers(people, number, expires);
  }
}
