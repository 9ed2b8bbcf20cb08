/** Pages from templates: the one home of Pebble, the themes of public pages, their colours, and QR codes. */
@NullMarked
package com.mewayz.platform.pages;

import org.jspecify.annotations.NullMarked;
