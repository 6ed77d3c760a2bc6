/**
 * The truth about each study: which state it is in, what was read, what was reported and where the
 * report has arrived. Jobs are derived from it and never the other way round.
 */
@NullMarked
package org.juxta.plugin.ledger;

import org.jspecify.annotations.NullMarked;
