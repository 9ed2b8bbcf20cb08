package com.mewayz.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mewayz.operations.doctor.Finding.State;
import com.mewayz.platform.dns.Dns;
import com.mewayz.platform.dns.NameServers;
import com.mewayz.testing.FakeDns;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the name servers say about a domain's mail. */
class MailChecksTest {
    private final FakeDns names = new FakeDns();

    @AfterEach
    void close() {
        names.close();
    }

    @Test
    void aDomainWithAllThreeIsWell() {
        names.set(
                        "mia.example",
                        "TXT",
                        "google-site-verification=x",
                        "v=spf1 include:_spf.provider.example ip4:192.0.2.0/24 -all")
                .set("k1._domainkey.mia.example", "TXT", "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC")
                .set("_dmarc.mia.example", "TXT", "v=DMARC1; p=reject; rua=mailto:mail@mia.example");

        assertThat(look("SPF"))
                .isEqualTo(Finding.ok("SPF: v=spf1 include:_spf.provider.example ip4:192.0.2.0/24 -all"));
        assertThat(look("DKIM")).isEqualTo(Finding.ok("DKIM: there is a key named k1."));
        assertThat(look("DMARC")).isEqualTo(Finding.ok("DMARC: v=DMARC1; p=reject; rua=mailto:mail@mia.example"));
    }

    @Test
    void aDomainWithNoneIsToldWhatToAdd() {
        names.set("mia.example", "TXT", "something else");

        assertThat(look("SPF").state()).isEqualTo(State.WARNING);
        assertThat(look("SPF").remedy()).contains("mia.example TXT \"v=spf1");
        assertThat(look("DKIM").state()).isEqualTo(State.WARNING);
        assertThat(look("DMARC").state()).isEqualTo(State.WARNING);
        assertThat(look("DMARC").remedy()).isEqualTo("Add: _dmarc.mia.example TXT \"v=DMARC1; p=none\"");
    }

    @Test
    void aDomainThatDoesNotExistIsAProblem() {
        assertThat(look("SPF").state()).isEqualTo(State.PROBLEM);
        assertThat(look("SPF").found()).isEqualTo("mia.example does not exist.");
    }

    @Test
    void twoSpfRecordsAreNone() {
        names.set("mia.example", "TXT", "v=spf1 -all", "v=spf1 mx -all");
        assertThat(look("SPF").state()).isEqualTo(State.PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v=spf1 +all", "v=spf1 mx all", "v=spf1 ip4:192.0.2.1 +all"})
    void whoLetsEverybodySendIsWarned(String record) {
        names.set("mia.example", "TXT", record);
        assertThat(look("SPF").state()).isEqualTo(State.WARNING);
    }

    @Test
    void aKeyUnderAnUnknownNameIsThereAllTheSame() {
        names.set("20260101abcdef._domainkey.mia.example", "TXT", "v=DKIM1; p=MIGf");
        assertThat(look("DKIM").state()).isEqualTo(State.OK);
        assertThat(look("DKIM").found()).contains("only the mail provider knows");
    }

    @Test
    void theDomainAboveSpeaksForThoseBelow() {
        names.set("news.mia.example", "TXT", "v=spf1 -all").set("_dmarc.mia.example", "TXT", "v=DMARC1; p=quarantine");
        var checks = new MailChecks(Ward.mail("mail@news.mia.example", names.address())).all();

        assertThat(Ward.find(checks, "DMARC")).isEqualTo(Finding.ok("DMARC: v=DMARC1; p=quarantine"));
    }

    @Test
    void withoutANameServerNothingIsSaidAboutTheDomain() {
        names.close();
        for (var name : new String[] {"SPF", "DKIM", "DMARC"}) {
            assertThat(look(name).state()).as(name).isEqualTo(State.UNKNOWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail@localhost", "mail@[192.0.2.1]", "mail@192.0.2.1"})
    void whatIsNoDomainIsNotAskedFor(String sender) {
        var checks = new MailChecks(Ward.mail(sender, names.address())).all();
        assertThat(Ward.find(checks, "SPF").state()).isEqualTo(State.NOT_APPLICABLE);
    }

    @Test
    void aMailServerThatIsNotThereIsAProblem() {
        assertThat(look("Mail server").state()).isEqualTo(State.PROBLEM);
        assertThat(look("Mail server").found()).contains("refused the connection on port 1");
    }

    /** JNDI follows addresses; a name must never be one. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ldap://evil.example/x", "rmi://evil.example/x", "dns://evil.example/x", "a/b", "a b", "", "a..b"
            })
    void anAddressIsNoName(String name) {
        assertThatThrownBy(() -> new NameServers(List.of(names.address())).ask(name, Dns.Type.TXT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Finding look(String name) {
        return Ward.find(new MailChecks(Ward.mail("mail@mia.example", names.address())).all(), name);
    }
}
