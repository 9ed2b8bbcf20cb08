/**
 * The file library of a workspace: pictures, made harmless and kept in two sizes, served by their id.
 *
 * <p>A foundation: any feature may call {@code MediaFiles}. A feature that shows pictures registers with
 * {@code MediaFiles.usedBy}, so that none is deleted under it.
 */
@NullMarked
package com.mewayz.media;

import org.jspecify.annotations.NullMarked;
