/// Packages of Red Hat, SUSE, Fedora and their kin, from rpm's database in each of its three forms.
@NullMarked
package dev.drydock.catalog.rpm;

import org.jspecify.annotations.NullMarked;
