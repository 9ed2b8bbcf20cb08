/** What the machine tells of this process, and what systemd wants to hear of it; of the latter nothing is loaded where the program was started by somebody else. */
@NullMarked
package com.mewayz.platform.service;

import org.jspecify.annotations.NullMarked;
