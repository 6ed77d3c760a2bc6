/**
 * What an administrator watches: how much waits, how long each stage takes and what comes of it.
 */
@NullMarked
package org.juxta.plugin.metrics;

import org.jspecify.annotations.NullMarked;
