/// Packages of Bottlerocket, from the inventory that it brings along.
@NullMarked
package dev.drydock.catalog.bottlerocket;

import org.jspecify.annotations.NullMarked;
