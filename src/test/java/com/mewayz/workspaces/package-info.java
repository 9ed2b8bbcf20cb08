@NullMarked
package com.mewayz.workspaces;

import org.jspecify.annotations.NullMarked;
