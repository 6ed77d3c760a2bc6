/**
 * The desk: one page and the REST interface that it uses, on this machine only. Answers from
 * ledger, worklist and object store; what it changes goes through the pipeline's actions.
 */
@NullMarked
package org.juxta.plugin.web;

import org.jspecify.annotations.NullMarked;
