/// OCaml packages that opam installed.
@NullMarked
package dev.drydock.catalog.ocaml;

import org.jspecify.annotations.NullMarked;
