/** What a person sees of a command: steps as they happen, tables, progress. Not the log. */
@NullMarked
package org.juxta.plugin.console;

import org.jspecify.annotations.NullMarked;
