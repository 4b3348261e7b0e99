/// Packages of OpenWrt, Yocto and Entware, from opkg's database.
@NullMarked
package dev.drydock.catalog.opkg;

import org.jspecify.annotations.NullMarked;
