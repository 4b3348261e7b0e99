/// What belongs to an image: all that its digest stands for, and all that lies beside it.
@NullMarked
package dev.drydock.promotion.graph;

import org.jspecify.annotations.NullMarked;
