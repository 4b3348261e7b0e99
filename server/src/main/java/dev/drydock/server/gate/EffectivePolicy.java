package dev.drydock.server.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What counts in a place, as clients see it.
///
/// @param place as errors name it
/// @param team that the place belongs to, for rules with a scope; not there of an organisation
/// @param version of the place's own document, to edit it; 0 where there never was one
/// @param documents that count, the most general first; Drydock's own comes before them where the
///   first one extends nothing else
/// @param explanation the policy that they make together in plain words, paragraph by paragraph;
///   not there where it has mistakes
/// @param problems its mistakes
record EffectivePolicy(
    String place,
    @Nullable String team,
    int version,
    List<PolicyChain.Link> documents,
    @Nullable List<List<String>> explanation,
    List<Mistake> problems) {}
