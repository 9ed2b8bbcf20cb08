package com.mewayz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mewayz.platform.Json;
import com.mewayz.testing.AppTest;
import com.mewayz.testing.Reply;
import com.mewayz.testing.TestApp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a body, its sender reads which field it is and what would be right, in one sentence. */
@AppTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComplaintsTest {
    private static final List<String> OF_THE_LIBRARY = List.of(
            "com.mewayz",
            "java.",
            "jackson",
            "deserial",
            "token",
            "Cannot",
            "VALUE_",
            "type id",
            "DeserializationFeature");

    private final TestApp app;
    private final long site;

    ComplaintsTest(TestApp app) {
        this.app = app;
        site = app.owner()
                .post("/api/v1/bio-sites", Map.of("handle", "complaints", "name", "Mia"))
                .is(201)
                .at("/data/id")
                .asLong();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // text
                "POST  | bio-sites | {'handle':'x1','name':7}              | name | Must be text.",
                "POST  | bio-sites | {'handle':'x1','name':true}           | name | Must be text.",
                "POST  | bio-sites | {'handle':'x1','name':1.5}            | name | Must be text.",
                "POST  | bio-sites | {'handle':'x1','name':{'a':1}}        | name | Must be text.",
                "POST  | bio-sites | {'handle':'x1','name':['a']}          | name | Must be text.",
                "PATCH | bio-sites/{site} | {'name':7}                     | name | Must be text.",
                // whole numbers
                "POST  | bio-sites | {'handle':'x1','name':'M','avatar':'7'}  | avatar | Must be a whole number.",
                "POST  | bio-sites | {'handle':'x1','name':'M','avatar':''}   | avatar | Must be a whole number.",
                "POST  | bio-sites | {'handle':'x1','name':'M','avatar':7.0}  | avatar | Must be a whole number.",
                "POST  | bio-sites | {'handle':'x1','name':'M','avatar':1e2}  | avatar | Must be a whole number.",
                "POST  | bio-sites | {'handle':'x1','name':'M','avatar':true} | avatar | Must be a whole number.",
                "POST  | bio-sites | {'handle':'x1','name':'M','avatar':[7]}  | avatar | Must be a whole number.",
                "POST  | bio-sites | {'handle':'x1','name':'M','avatar':{}}   | avatar | Must be a whole number.",
                "POST  | bio-sites | {'handle':'x1','name':'M','avatar':9223372036854775808} | avatar | Must be a whole number from -9223372036854775808 to 9223372036854775807.",
                "PATCH | bio-sites/{site} | {'avatar':9223372036854775808} | avatar | Must be a whole number from -9223372036854775808 to 9223372036854775807.",
                "PATCH | bio-sites/{site} | {'avatar':7.5} | avatar | Must be a whole number.",
                "POST  | analytics/reports | {'name':'R','hour':8.5} | hour | Must be a whole number.",
                "POST  | analytics/reports | {'name':'R','hour':2147483648} | hour | Must be a whole number from -2147483648 to 2147483647.",
                "POST  | analytics/reports | {'name':'R','hour':-99999999999999999999} | hour | Must be a whole number from -2147483648 to 2147483647.",
                "POST  | analytics/reports | {'name':'R','question':{'sites':['x']}} | question.sites[0] | Must be a whole number.",
                "POST  | analytics/reports | {'name':'R','recipients':[1,2,3.5]} | recipients[2] | Must be a whole number.",
                // true or false
                "POST  | bio-sites/{site}/blocks | {'active':'yes','content':{'kind':'divider'}} | active | Must be true or false.",
                "POST  | bio-sites/{site}/blocks | {'active':1,'content':{'kind':'divider'}}     | active | Must be true or false.",
                "POST  | bio-sites/{site}/blocks | {'active':'','content':{'kind':'divider'}}    | active | Must be true or false.",
                // words of an enum
                "POST  | analytics/reports | {'name':'R','question':{'measures':['visitors','hits']}} | question.measures[1] | Choose from: visitors, views, clicks, click_rate, visits, bounce_rate, duration, events.",
                "POST  | analytics/reports | {'name':'R','question':{'measures':[3]}} | question.measures[0] | Choose from: visitors, views, clicks, click_rate, visits, bounce_rate, duration, events.",
                "POST  | analytics/reports | {'name':'R','schedule':'2'} | schedule | Choose from: none, daily, weekly, monthly.",
                "POST  | analytics/reports | {'name':'R','schedule':2}   | schedule | Choose from: none, daily, weekly, monthly.",
                "POST  | analytics/reports | {'name':'R','schedule':''}  | schedule | Choose from: none, daily, weekly, monthly.",
                "POST  | analytics/reports | {'name':'R','schedule':{}}  | schedule | Choose from: none, daily, weekly, monthly.",
                "POST  | analytics/reports | {'name':'R','schedule':[]}  | schedule | Choose from: none, daily, weekly, monthly.",
                "POST  | analytics/export  | {'what':'all','format':'csv'} | what | Choose from: figures, acts, events.",
                "POST  | analytics/export  | {'what':'acts','format':'xls'} | format | Choose from: csv, json.",
                // kinds
                "POST  | bio-sites/{site}/blocks | {'content':{'kind':'film'}} | content.kind | Choose from: link, heading, text, social, image, divider, embed, subscribe, form, card, faq, reach, music, place, tip, countdown.",
                "POST  | bio-sites/{site}/blocks | {'content':{'kind':7}}      | content.kind | Choose from: link, heading, text, social, image, divider, embed, subscribe, form, card, faq, reach, music, place, tip, countdown.",
                "POST  | bio-sites/{site}/blocks | {'content':{'kind':null}}   | content.kind | Choose from: link, heading, text, social, image, divider, embed, subscribe, form, card, faq, reach, music, place, tip, countdown.",
                "POST  | bio-sites/{site}/blocks | {'content':{'text':'a'}}    | content.kind | Choose from: link, heading, text, social, image, divider, embed, subscribe, form, card, faq, reach, music, place, tip, countdown.",
                "POST  | bio-sites/{site}/blocks | {'content':{}}              | content.kind | Choose from: link, heading, text, social, image, divider, embed, subscribe, form, card, faq, reach, music, place, tip, countdown.",
                "POST  | bio-sites/{site}/blocks | {'content':'link'}          | content | Must be an object.",
                "POST  | bio-sites/{site}/blocks | {'content':['link']}        | content | Must be an object.",
                "POST  | bio-sites/{site}/blocks | {'content':['text',{'text':'a'}]} | content | Must be an object.",
                "POST  | bio-sites/{site}/blocks | {'content':7}               | content | Must be an object.",
                "POST  | bio-sites/{site}/blocks | {'content':{'kind':'social','items':[{'network':'instagram','url':'a'},{'network':'instagram','url':7}]}} | content.items[1].url | Must be text.",
                "POST  | bio-sites/{site}/blocks | {'content':{'kind':'text','text':[]}} | content.text | Must be text.",
                "POST  | bio-sites/{site}/blocks | {'content':{'kind':'text','text':'a','size':1}} | content.size | Unknown field.",
                // lists, objects, nulls
                "POST  | analytics/reports | {'name':'R','question':{'measures':'visitors'}} | question.measures | Must be a list.",
                "POST  | analytics/reports | {'name':'R','question':{'measures':''}} | question.measures | Must be a list.",
                "POST  | analytics/reports | {'name':'R','question':{'measures':{}}} | question.measures | Must be a list.",
                "POST  | analytics/reports | {'name':'R','recipients':5} | recipients | Must be a list.",
                "POST  | analytics/reports | {'name':'R','recipients':''} | recipients | Must be a list.",
                "POST  | analytics/websites | {'name':'W','hosts':'a.example'} | hosts | Must be a list.",
                "POST  | analytics/websites | {'name':'W','hosts':['a.example',null]} | hosts[1] | Must not be null.",
                "POST  | analytics/websites | {'name':'W','hosts':['a.example',5]} | hosts[1] | Must be text.",
                "POST  | analytics/reports | {'name':'R','question':{'measures':['visitors',null]}} | question.measures[1] | Must not be null.",
                "POST  | analytics/reports | {'name':'R','question':{'sites':[null]}} | question.sites[0] | Must not be null.",
                "POST  | analytics/reports | {'name':'R','question':{'filters':[null]}} | question.filters[0] | Must not be null.",
                "POST  | analytics/reports | {'name':'R','question':7} | question | Must be an object.",
                "POST  | analytics/reports | {'name':'R','question':''} | question | Must be an object.",
                "POST  | analytics/reports | {'name':'R','question':[]} | question | Must be an object.",
                "POST  | analytics/reports | {'name':'R','question':{'filters':[{'dimension':'page','values':[{}]}]}} | question.filters[0].values[0] | Must be text.",
                "POST  | bio-sites | {'handle':'x1','name':'M','theme_settings':[]} | theme_settings | Must be an object.",
                "POST  | bio-sites | {'handle':'x1','name':'M','theme_settings':{'colour':1}} | theme_settings.colour | Must be text.",
                "POST  | bio-sites | {'handle':'x1','name':'M','theme_settings':{'colour':null}} | theme_settings.colour | Must not be null.",
                "POST  | bio-sites | {'handle':'x1','name':'M','colour':1} | colour | Unknown field.",
                "POST  | analytics/reports | {'name':'R','question':{'filters':[{'field':'page'}]}} | question.filters[0].field | Unknown field.",
                "PATCH | bio-sites/{site} | {'colour':1} | colour | Unknown field.",
                // times and days
                "POST  | bio-sites/{site}/blocks | {'visible_from':'tomorrow','content':{'kind':'divider'}} | visible_from | Must be a time, like 2026-03-01T12:00:00Z.",
                "POST  | bio-sites/{site}/blocks | {'visible_from':'2026-02-30T12:00:00Z','content':{'kind':'divider'}} | visible_from | Must be a time, like 2026-03-01T12:00:00Z.",
                "POST  | bio-sites/{site}/blocks | {'visible_from':'2026-03-01','content':{'kind':'divider'}} | visible_from | Must be a time, like 2026-03-01T12:00:00Z.",
                "POST  | bio-sites/{site}/blocks | {'visible_from':'','content':{'kind':'divider'}} | visible_from | Must be a time, like 2026-03-01T12:00:00Z.",
                "POST  | bio-sites/{site}/blocks | {'visible_from':1772366400,'content':{'kind':'divider'}} | visible_from | Must be a time, like 2026-03-01T12:00:00Z.",
                "POST  | bio-sites/{site}/blocks | {'visible_from':{'a':1},'content':{'kind':'divider'}} | visible_from | Must be a time, like 2026-03-01T12:00:00Z.",
                "POST  | analytics/export | {'what':'acts','format':'csv','from':20260301} | from | Must be text.",
                "POST  | analytics/export | {'what':'acts','format':'csv','from':'2026-02-30'} | from | Write the first day as 2026-03-01.",
                "GET   | analytics/traffic?from=1999-12-31&to=2026-03-01 | - | from | Choose days of the years 2000 to 2247.",
                "GET   | analytics/traffic?from=2026-03-01&to=9999-01-01 | - | to | Choose days of the years 2000 to 2247.",
                "GET   | analytics/traffic?from=2026-02-30&to=2026-03-01 | - | from | “2026-02-30” is no day of the calendar. Write the first day as 2026-03-01.",
                "GET   | analytics/traffic?from=2026-03-01&to=soon | - | to | “soon” is no day of the calendar. Write the last day as 2026-03-31.",
                "GET   | audit?from=1969-12-31 | - | from | Choose a day from 1970-01-01 to 9000-12-31.",
                "GET   | audit?to=soon | - | to | Write a day like 2026-11-22.",
                // the whole
                "POST  | bio-sites | `` | body | Must be an object; it is empty.",
                "POST  | bio-sites | ` ` | body | Must be an object; it is empty.",
                "POST  | bio-sites | null | body | Must be an object; it is null.",
                "POST  | bio-sites | [] | body | Must be an object.",
                "POST  | bio-sites | [{'name':'M'}] | body | Must be an object.",
                "POST  | bio-sites | 'text' | body | Must be an object.",
                "POST  | bio-sites | '' | body | Must be an object.",
                "POST  | bio-sites | 99999999999999999999 | body | Must be an object.",
                "POST  | bio-sites | {'name':'M'} {} | body | Must be one object and nothing behind it.",
            })
    void aFieldThatDoesNotFitIsNamedWithWhatWouldFit(
            String method, String path, String body, String field, String sentence) {
        var reply = send(method, path, body).is(422);
        assertThat(reply.at("/message").asText()).isEqualTo("Some fields need another look.");
        assertThat(Json.write(reply.at("/errors"))).isEqualTo(Json.write(Map.of(field, List.of(sentence))));
        assertCalm(reply);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST  | {'name': | The body is not valid JSON: look at line 1, column 9.",
                "POST  | {'name':~ 'M'~ 'handle':'x1'} | The body is not valid JSON: look at line 3, column 2.",
                "POST  | {'name':'M',} | The body is not valid JSON: look at line 1, column 13.",
                "POST  | {name:'M'} | The body is not valid JSON: look at line 1, column 2.",
                "POST  | not JSON at all | The body is not valid JSON: look at line 1, column 1.",
                "POST  | {'avatar':NaN} | The body is not valid JSON: look at line 1, column 14.",
                "POST  | {'avatar':007} | The body is not valid JSON: look at line 1, column 12.",
                "POST  | {'name':'one','name':'two'} | The field name stands twice in an object: look at line 1, column 21.",
                "POST  | {'theme_settings':{'a.b':'1','a.b':'2'}} | The field a.b stands twice in an object: look at line 1, column 35.",
                "PATCH | {'name':'one','name':'two'} | The field name stands twice in an object: look at line 1, column 21.",
                "PATCH | {'name': | The body is not valid JSON: look at line 1, column 9.",
                "PATCH | DEEP | The body is nested too deeply, or a number or name in it is too long.",
                "POST  | {'avatar':LONG} | The body is nested too deeply, or a number or name in it is too long.",
                "PATCH | `` | A patch is a JSON object with the fields to change.",
                "PATCH | [] | A patch is a JSON object with the fields to change.",
            })
    void whatIsNoJsonIsSaidWithItsPlace(String method, String body, String message) {
        var path = method.equals("POST") ? "bio-sites" : "bio-sites/{site}";
        var text = body.replace('~', '\n')
                .replace("DEEP", "{'name':" + "[".repeat(100) + "]".repeat(100) + "}")
                .replace("LONG", "9".repeat(200));
        var reply = send(method, path, text).is(400);
        assertThat(reply.at("/message").asText()).isEqualTo(message);
        assertThat(reply.at("/errors")).isEmpty();
        assertCalm(reply);
    }

    @Test
    void somethingDeepIsRefusedWhereItStands() {
        var reply = send("POST", "bio-sites", "{'name':" + "[".repeat(1_000) + "]".repeat(1_000) + "}");
        assertThat(reply.is(422).complaint("name")).isEqualTo("Must be text.");
    }

    private static void assertCalm(Reply reply) {
        assertThat(reply.body()).doesNotContainIgnoringCase(OF_THE_LIBRARY.toArray(String[]::new));
    }

    private Reply send(String method, String path, String body) {
        var address = "/api/v1/" + path.replace("{site}", String.valueOf(site));
        return method.equals("GET")
                ? app.owner().get(address)
                : app.owner()
                        .send(
                                method,
                                address,
                                "application/json",
                                body.replace('\'', '"').getBytes(UTF_8));
    }
}
