package com.mewayz.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Files that are a picture to one reader and something else to another. */
final class Uploads {
    static final String SCRIPT = "<script>alert(document.domain)</script>";

    private Uploads() {}

    static byte[] png() {
        return picture("png");
    }

    static byte[] picture(String format) {
        try {
            var bytes = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File name to content. */
    static Map<String, byte[]> polyglots() {
        var all = new LinkedHashMap<String, byte[]>();
        var page = "<!doctype html><html>" + SCRIPT + "</html>";
        var zip = "PK\u0003\u0004" + "\0".repeat(26) + "META-INF/x";
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">";
        for (var format : new String[] {"png", "jpg", "gif"}) {
            all.put("behind." + format, join(picture(format), page));
            all.put("archive." + format, join(picture(format), zip));
            all.put("before." + format, join(page.getBytes(ISO_8859_1), new String(picture(format), ISO_8859_1)));
            all.put(format + ".html", picture(format));
            all.put(format + ".svg", picture(format));
            all.put(format + ".php." + format, join(picture(format), "<?php system($_GET[0]); ?>"));
        }
        all.put("page.png", page.getBytes(ISO_8859_1));
        all.put("page.html", page.getBytes(ISO_8859_1));
        all.put("gif-script.gif", ("GIF89a/*" + SCRIPT + "*/=1;alert(1)").getBytes(ISO_8859_1));
        all.put("bm.bmp", ("BM" + page).getBytes(ISO_8859_1));
        all.put("riff.webp", ("RIFF\0\0\0\0WEBPVP8 " + page).getBytes(ISO_8859_1));
        all.put("magic.png", ("\u0089PNG\r\n\u001a\n" + page).getBytes(ISO_8859_1));
        all.put("magic.jpg", ("\u00ff\u00d8\u00ff\u00e0" + page).getBytes(ISO_8859_1));
        all.put("script.svg", (svg + "<script>alert(1)</script></svg>").getBytes(ISO_8859_1));
        all.put("onload.svg", (svg.replace(">", " onload=\"alert(1)\">") + "</svg>").getBytes(ISO_8859_1));
        all.put(
                "foreign.svg",
                (svg + "<foreignObject><iframe src=\"javascript:alert(1)\"/></foreignObject></svg>")
                        .getBytes(ISO_8859_1));
        all.put("use.svg", (svg + "<use href=\"data:image/svg+xml,x#y\"/></svg>").getBytes(ISO_8859_1));
        all.put(
                "xxe.svg",
                ("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + svg + "<text>&x;</text></svg>")
                        .getBytes(ISO_8859_1));
        all.put("laughs.svg", laughs(svg).getBytes(ISO_8859_1));
        all.put("named.svg.png", (svg + SCRIPT + "</svg>").getBytes(ISO_8859_1));
        all.put("document.pdf", "%PDF-1.4\n1 0 obj<</JS(app.alert(1))>>".getBytes(ISO_8859_1));
        all.put("archive.zip", zip.getBytes(ISO_8859_1));
        all.put("nothing.png", new byte[1]);
        all.put("../../../escape.png", png());
        all.put("..\\..\\escape.png", png());
        all.put("/etc/passwd", png());
        all.put("CON.png", png());
        all.put(".htaccess", png());
        all.put("a".repeat(300) + ".png", png());
        all.put("<img src=x onerror=alert(1)>.png", png());
        return all;
    }

    private static String laughs(String svg) {
        var text = new StringBuilder("<!DOCTYPE svg [<!ENTITY a \"ha\">");
        for (char c = 'b'; c < 'p'; c++) {
            text.append("<!ENTITY ")
                    .append(c)
                    .append(" \"")
                    .append(("&" + (char) (c - 1) + ";").repeat(10))
                    .append("\">");
        }
        return text + "]>" + svg + "<text>&o;</text></svg>";
    }

    private static byte[] join(byte[] first, String second) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second.getBytes(ISO_8859_1));
        return out.toByteArray();
    }
}
