/// What a vulnerability is, whether it matters in one image, and what the words of the field mean:
/// for people who are not security people. Made of records, templates and a handbook; nothing is
/// looked up elsewhere, and what no record says is said to be unknown.
@NullMarked
package dev.drydock.explain;

import org.jspecify.annotations.NullMarked;
