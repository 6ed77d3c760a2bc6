/**
 * The way in: Verification and Storage SCP with the policy of who may associate, in front of the
 * object store.
 */
@NullMarked
package org.juxta.dicom.listener;

import org.jspecify.annotations.NullMarked;
