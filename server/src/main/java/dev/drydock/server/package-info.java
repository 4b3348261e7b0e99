/// The server: an organisation's memory of its images. Packages by capability; each keeps its
/// tables, its endpoints and its jobs together.
@NullMarked
package dev.drydock.server;

import org.jspecify.annotations.NullMarked;
