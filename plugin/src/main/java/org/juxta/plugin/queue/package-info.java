/**
 * Durable jobs: what is still to do survives a restart, what fails is tried again with growing
 * pauses, and what cannot succeed is given up with its reason.
 */
@NullMarked
package org.juxta.plugin.queue;

import org.jspecify.annotations.NullMarked;
