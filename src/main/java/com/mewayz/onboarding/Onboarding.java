package com.mewayz.onboarding;

import static com.mewayz.platform.web.Role.ANYONE;
import static com.mewayz.platform.web.Role.EDITOR;
import static com.mewayz.platform.web.Role.USER;
import static com.mewayz.platform.web.Role.VIEWER;

import com.mewayz.accounts.Users;
import com.mewayz.platform.Feature;
import com.mewayz.platform.web.Answer;
import com.mewayz.platform.web.Pages;

/** From the account to a page of one's own in three steps, and the page that greets from then on. */
public final class Onboarding implements Feature {
    private final Users users;
    private final Wizard wizard;
    private final Today today;
    private final InvitationPages invitations;

    public Onboarding(Users users, Wizard wizard, Today today, InvitationPages invitations) {
        this.users = users;
        this.wizard = wizard;
        this.today = today;
        this.invitations = invitations;
    }

    @Override
    public void pages(Pages pages) {
        pages.get(
                "/",
                ANYONE,
                call -> call.known().isPresent()
                        ? Answer.seeOther("/today")
                        : Answer.seeOther(users.none() ? "/setup" : "/sign-in"));
        invitations.mount(pages);
        pages.get("/today", VIEWER, today::page);
        pages.get("/setup/workspace", USER, wizard::address);
        pages.post("/setup/workspace", USER, wizard::saveAddress, wizard::addressAgain);
        pages.get("/setup/theme", EDITOR, wizard::look);
        pages.post("/setup/theme", EDITOR, wizard::saveLook, wizard::lookAgain);
        pages.get("/setup/links", EDITOR, wizard::links);
        pages.post("/setup/links", EDITOR, wizard::saveLinks, wizard::linksAgain);
        pages.get("/setup/preview", USER, wizard::preview);
        pages.get("/setup/preview.css", USER, wizard::previewStyles);
    }
}
