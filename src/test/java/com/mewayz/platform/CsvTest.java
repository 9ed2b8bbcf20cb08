package com.mewayz.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static final String TRIGGERS = "=+-@\t\r\n＝＋－＠";
    private static final String LETTERS = TRIGGERS + "ab,;\"' é🎈1";

    @Test
    void whatASpreadsheetWouldRunIsText() {
        assertThat(Csv.line(List.of("=1+1", "+1", "-a", "@SUM(A1)", "\t=1", "＝1", "plain", "")))
                .isEqualTo("'=1+1,'+1,'-a,'@SUM(A1),'\t=1,'＝1,plain,\r\n");
    }

    @Test
    void aNegativeNumberIsANumber() {
        assertThat(Csv.line(List.of("-1", "-12.50", "-1-1", "-.5", "-1.", "-", "-1\n")))
                .isEqualTo("-1,-12.50,'-1-1,'-.5,'-1.,'-,\"'-1\n\"\r\n");
    }

    @Test
    void whateverIsWrittenIsReadBackAndIsNoFormula() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var cells = new ArrayList<String>();
            for (int j = 0; j < 3; j++) {
                cells.add(text(random));
            }
            var read = read(Csv.line(cells));
            assertThat(read).hasSameSizeAs(cells);
            for (int j = 0; j < cells.size(); j++) {
                var cell = read.get(j);
                assertThat(cell.isEmpty() || TRIGGERS.indexOf(cell.charAt(0)) < 0 || cell.matches("-[0-9]+"))
                        .isTrue();
                assertThat(cell).isIn(cells.get(j), "'" + cells.get(j));
            }
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** A reader of its own, by RFC 4180. */
    private static List<String> read(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length() - 2; i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
