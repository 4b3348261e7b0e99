package dev.drydock.change.git;

import dev.drydock.change.ChangeSet;
import org.jspecify.annotations.Nullable;

/// A branch of an earlier run that this one does not make.
///
/// @param name short
/// @param key of the change set that it was made for
/// @param commit id of its newest commit
/// @param sameScope whether the earlier run was for the same as this one, so that this one can say
///   what is no longer needed
/// @param untouched whether its newest commit is the one that Drydock made
/// @param by what holds one of its actions now; `null` where nothing does
public record EarlierBranch(
    String name,
    String key,
    String commit,
    boolean sameScope,
    boolean untouched,
    @Nullable ChangeSet by) {}
