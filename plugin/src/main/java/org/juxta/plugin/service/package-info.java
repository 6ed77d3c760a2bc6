/** Everything that one running Juxta consists of, opened and closed in the right order. */
@NullMarked
package org.juxta.plugin.service;

import org.jspecify.annotations.NullMarked;
