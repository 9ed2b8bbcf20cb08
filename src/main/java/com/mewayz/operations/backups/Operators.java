package com.mewayz.operations.backups;

import com.mewayz.platform.db.Db;
import com.mewayz.platform.mail.Letter;
import com.mewayz.platform.mail.Mailer;
import java.util.List;
import java.util.Optional;

/** Everybody who runs this server, to be told by mail. */
final class Operators {
    private final Db db;
    private final Mailer mailer;

    Operators(Db db, Mailer mailer) {
        this.db = db;
        this.mailer = mailer;
    }

    void tell(String subject, String... paragraphs) {
        db.inTransaction(() -> db.list(Operator.class, "select email from user where operator = 1")
                .forEach(operator -> mailer.queue(
                        new Letter("backup-failed", operator.email, subject, List.of(paragraphs), Optional.empty()))));
    }

    private record Operator(String email) {
        @Override
        public String toString() {
            return "operator";
        }
    }
}
