/** Full-text search with Lucene: derived data, rebuilt from the database whenever it is missing or broken. */
@NullMarked
package com.mewayz.platform.search;

import org.jspecify.annotations.NullMarked;
