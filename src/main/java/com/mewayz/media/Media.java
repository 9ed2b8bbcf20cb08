package com.mewayz.media;

import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.facts.WorkspaceFact.WorkspaceDeleted;
import com.mewayz.platform.Feature;
import com.mewayz.platform.Problem;
import com.mewayz.platform.bus.Bus;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Api;
import com.mewayz.platform.web.Call;
import com.mewayz.platform.web.Pages;
import java.util.regex.Pattern;

/** The file library: upload, list, delete, and the addresses that pages point to. */
public final class Media implements Feature {
    private static final Pattern FILE =
            Pattern.compile("([0-9]{1,16})-(" + MediaFile.LARGE + "|" + MediaFile.SMALL + ")\\.(jpg|png)");

    private final MediaFiles files;

    public Media(MediaFiles files) {
        this.files = files;
    }

    @Override
    public void api(Api api) {
        api.get(
                "/media",
                VIEWER,
                Picture[].class,
                "Pictures of the workspace, newest first",
                call -> files.page(call.workspace(), call.page(), call.perPage())
                        .map(Picture::of));
        api.upload("/media", EDITOR, Picture.class, "Upload a picture, as the form field \"file\"", this::upload);
        api.get(
                "/media/{media}",
                VIEWER,
                Picture.class,
                "A picture",
                call -> Picture.of(files.get(call.workspace(), call.id("media"))));
        api.delete(
                "/media/{media}",
                EDITOR,
                "Delete a picture that no page shows",
                call -> files.delete(call.workspace(), call.id("media")));
    }

    @Override
    public void listen(Bus bus) {
        bus.on("media-workspace-deleted", WorkspaceDeleted.class, fact -> files.deleteAll(fact.workspace()));
    }

    @Override
    public void pages(Pages pages) {
        pages.everywhere("/media/{file}", this::serve);
    }

    private Picture upload(Call call) {
        var upload = call.form().file("file").orElseThrow(() -> Problem.invalid("file", "Choose a picture."));
        return Picture.of(files.add(call.workspace(), upload.name(), upload.bytes()));
    }

    /** The content behind an address never changes, so it may be kept for good. */
    private Answer serve(Call call) {
        var name = FILE.matcher(call.parameter("file"));
        if (!name.matches()) {
            throw Problem.notFound("picture");
        }
        var served = files.open(Long.parseLong(name.group(1)), Integer.parseInt(name.group(2)), name.group(3));
        var tag = "\"" + served.sha().substring(0, 20) + "\"";
        var answer = call.header("If-None-Match").orElse("").contains(tag)
                ? Answer.empty(304)
                : Answer.bytes(200, served.type(), served.bytes());
        return answer.with("ETag", tag)
                .with("Cache-Control", "public, max-age=31536000, immutable")
                .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
                .with("Content-Disposition", "inline")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }
}
