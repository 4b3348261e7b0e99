package dev.drydock.policy.facts;

import dev.drydock.triage.Priority;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One vulnerability of one component.
///
/// The words are those of the scan's JSON.
///
/// @param id the CVE where there is one
/// @param network whether an attack comes over the network; `null` where nobody says
/// @param kevAdded when CISA listed it as exploited; `null` where it did not
/// @param published the first record of it; `null` where nobody says
/// @param fixPublished since when the fix is there; `null` where there is none or nobody says
/// @param removedBy the index of the plan's action that removes it; -1 where none does
public record FindingFacts(
    String id,
    List<String> aliases,
    ComponentFacts component,
    String severity,
    @Nullable Double cvss,
    @Nullable Boolean network,
    @Nullable Double epss,
    @Nullable LocalDate kevAdded,
    boolean kev,
    boolean ransomware,
    String status,
    List<String> fixedIn,
    Priority priority,
    String exposure,
    @Nullable LocalDate published,
    @Nullable LocalDate fixPublished,
    int removedBy)
    implements Item {

  public FindingFacts {
    aliases = List.copyOf(aliases);
    fixedIn = List.copyOf(fixedIn);
  }

  /// Whether it is something that is wrong, or may be.
  public boolean open() {
    return !status.equals("fixed") && !status.equals("not-affected");
  }

  /// Its id and all aliases.
  public List<String> ids() {
    List<String> ids = new ArrayList<>(aliases.size() + 1);
    ids.add(id);
    ids.addAll(aliases);
    return ids;
  }

  @Override
  public String words() {
    return id + " in " + component.words();
  }
}
