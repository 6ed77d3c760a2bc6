/**
 * What people look for studies by: one row for each, kept beside the ledger and derived from it.
 */
@NullMarked
package org.juxta.plugin.worklist;

import org.jspecify.annotations.NullMarked;
