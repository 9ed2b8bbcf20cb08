package com.mewayz.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether a page's faults would be seen at all. */
@Browser.Used
class TabTest {
    @Test
    void axeNamesWhatIsWrong(Browser browser) {
        try (var tab = browser.open(Look.PHONE)) {
            tab.page().setContent("<html lang=en><title>x</title><main><h1>x</h1><img src=x><button></button></main>");
            assertThat(tab.axe())
                    .hasSize(2)
                    .anyMatch(fault -> fault.startsWith("image-alt at img: "))
                    .anyMatch(fault -> fault.startsWith("button-name at button: "));
            assertThat(tab.axe(List.of("img"), List.of("image-alt"))).isEmpty();
            assertThat(tab.axe(List.of(), List.of("image-alt"))).hasSize(1);
        }
    }
}
