/// XML documents that people keep: every element with its place, and edits that follow the layout.
@NullMarked
package dev.drydock.project.xml;

import org.jspecify.annotations.NullMarked;
