/**
 * What happens to a study, one class for each step: intake, completion, prior and pairing, reading,
 * report, delivery. Each step is a job that may be cut off and repeated, and hands on to the next
 * one through the ledger.
 */
@NullMarked
package org.juxta.plugin.pipeline;

import org.jspecify.annotations.NullMarked;
