/// Packages of Gentoo and its kin, from Portage's database of installed packages.
@NullMarked
package dev.drydock.catalog.portage;

import org.jspecify.annotations.NullMarked;
