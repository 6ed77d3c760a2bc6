/** The application: command line, configuration, pipeline and durable queue. */
@NullMarked
package org.juxta.plugin;

import org.jspecify.annotations.NullMarked;
