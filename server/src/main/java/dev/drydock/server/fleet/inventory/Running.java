package dev.drydock.server.fleet.inventory;

import dev.drydock.server.fleet.ImageDigest;
import org.jspecify.annotations.Nullable;

/// One image that a workload runs in one of its containers.
///
/// @param workload `deployment/cart`
/// @param reference as the cluster names the image
/// @param digest `null` where the cluster does not say
record Running(
    String namespace,
    String workload,
    String container,
    String reference,
    @Nullable ImageDigest digest) {}
