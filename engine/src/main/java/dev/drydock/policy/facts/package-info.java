/// What a policy judges of an image, told alike by a scan and by a scan that was written down.
@NullMarked
package dev.drydock.policy.facts;

import org.jspecify.annotations.NullMarked;
