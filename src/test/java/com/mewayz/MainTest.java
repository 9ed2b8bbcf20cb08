package com.mewayz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void theProgramHasAName() {
        assertEquals("com.mewayz.Main", Main.class.getName());
    }
}
