/// `updateinfo.xml` of rpm repositories, as Amazon Linux publishes its advisories.
@NullMarked
package dev.drydock.advisory.updateinfo;

import org.jspecify.annotations.NullMarked;
