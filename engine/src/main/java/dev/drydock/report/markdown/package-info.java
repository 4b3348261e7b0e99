/// Texts in Markdown: what pull requests say.
@NullMarked
package dev.drydock.report.markdown;

import org.jspecify.annotations.NullMarked;
