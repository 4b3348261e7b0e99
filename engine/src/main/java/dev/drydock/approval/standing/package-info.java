/// Whether an image stands upon an approved base, told by the content of its layers and by what
/// approvers have signed.
@NullMarked
package dev.drydock.approval.standing;

import org.jspecify.annotations.NullMarked;
