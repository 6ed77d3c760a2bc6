/** The command line: one class for each command, one line for each error. */
@NullMarked
package org.juxta.plugin.cli;

import org.jspecify.annotations.NullMarked;
