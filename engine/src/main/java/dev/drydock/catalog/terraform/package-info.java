/// Terraform and OpenTofu providers, as dependency lock files tell of them.
@NullMarked
package dev.drydock.catalog.terraform;

import org.jspecify.annotations.NullMarked;
