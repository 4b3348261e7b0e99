/// Packages of Elixir and Erlang: Hex packages in lock files, and installed OTP applications.
@NullMarked
package dev.drydock.catalog.hex;

import org.jspecify.annotations.NullMarked;
