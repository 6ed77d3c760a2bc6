/** What a site sets: one YAML file, flags that override it, and one clear line for each mistake. */
@NullMarked
package org.juxta.plugin.config;

import org.jspecify.annotations.NullMarked;
