/// Change sets published: a branch on the remote, and one pull request on its host that tells why;
/// and reports, as comments on pull requests.
@NullMarked
package dev.drydock.change.publish;

import org.jspecify.annotations.NullMarked;
