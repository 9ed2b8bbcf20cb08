package com.mewayz.biosites;

import com.mewayz.platform.web.Call;
import java.util.Optional;

/**
 * What the last request did, told on the page it led to. It travels as a word in the address, {@code ?did=deleted&it=7},
 * so that it needs no session and no cookie, and can only say what stands here.
 *
 * @param undo the address that takes it back, empty if nothing does
 */
public record Toast(String icon, String text, String undo) {

    static Optional<Toast> of(Call call) {
        var it = call.query("it").filter(id -> id.matches("[0-9]{1,16}")).orElse("");
        return call.query("did")
                .flatMap(word -> Optional.ofNullable(
                        switch (word) {
                            case "site-created" -> said("Site created. Add your first link.");
                            case "site-duplicated" -> said("Copied. This is the copy, not published yet.");
                            case "site-deleted" ->
                                undoable("Site deleted", it.isEmpty() ? "" : "/sites/" + it + "/restoration");
                            case "site-restored" -> said("Site restored");
                            case "published" -> said("Published. Visitors see this version now.");
                            case "unpublished" -> said("Taken offline. Publish again when you are ready.");
                            case "renamed" -> said("Address changed");
                            case "saved" -> said("Saved");
                            case "reset" -> said("The theme has its own settings again");
                            case "block-added" -> said("Block added");
                            case "block-duplicated" -> said("Block duplicated");
                            case "block-restored" -> said("Block restored");
                            case "block-deleted" ->
                                undoable(
                                        "Block deleted",
                                        it.isEmpty()
                                                ? ""
                                                : "/sites/" + call.parameter("site") + "/blocks/" + it
                                                        + "/restoration");
                            default -> null;
                        }));
    }

    private static Toast said(String text) {
        return new Toast("check", text, "");
    }

    private static Toast undoable(String text, String undo) {
        return new Toast("trash-2", text, undo);
    }
}
