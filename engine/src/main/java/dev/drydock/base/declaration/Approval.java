package dev.drydock.base.declaration;

import dev.drydock.attest.key.VerificationKey;
import dev.drydock.policy.rule.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may approve a base, and how many of them have to.
///
/// @param required different people
/// @param expires how long an approval counts; `null` for ever
public record Approval(List<Approver> approvers, int required, @Nullable Span expires) {
  public Approval {
    approvers = List.copyOf(approvers);
  }

  /// A person. What one of the keys has signed this person has said.
  ///
  /// @param keys no other approver of the file has any of them
  public record Approver(String name, List<VerificationKey> keys) {
    public Approver {
      keys = List.copyOf(keys);
    }
  }
}
