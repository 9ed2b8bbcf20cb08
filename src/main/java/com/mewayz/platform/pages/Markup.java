package com.mewayz.platform.pages;

/** HTML that is safe as it stands: a template prints it without escaping. Only for markup made by the program. */
public record Markup(String html) {}
