/**
 * The status page: what works, from the server's own checks of every minute, ninety days of it, and what the operator says
 * about it. Emits {@code IncidentOpened}, {@code IncidentUpdated}, {@code IncidentRemoved} and {@code SettingChanged}.
 */
@NullMarked
package com.mewayz.operations.status;

import org.jspecify.annotations.NullMarked;
