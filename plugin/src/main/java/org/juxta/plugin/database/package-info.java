/** The data directory and the one database file in it: opened, locked, migrated. */
@NullMarked
package org.juxta.plugin.database;

import org.jspecify.annotations.NullMarked;
