/** What systemd wants to hear of a service. Nothing of it is loaded where the program was started by somebody else. */
@NullMarked
package com.mewayz.platform.service;

import org.jspecify.annotations.NullMarked;
