package com.mewayz.analytics.imports;

import com.mewayz.traffic.Dimension;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of Google Analytics 4 by their names in English, German, French, Spanish, Italian, Portuguese and Dutch. */
final class GoogleWords {
    static final Set<String> MEASURES = Set.of("visitors", "views", "visits", "engaged", "events");

    static final Map<String, Dimension> LISTS = Map.ofEntries(
            Map.entry("source", Dimension.SOURCE),
            Map.entry("medium", Dimension.MEDIUM),
            Map.entry("campaign", Dimension.CAMPAIGN),
            Map.entry("channel", Dimension.CHANNEL),
            Map.entry("page", Dimension.PAGE),
            Map.entry("entry", Dimension.ENTRY),
            Map.entry("country", Dimension.COUNTRY),
            Map.entry("device", Dimension.DEVICE),
            Map.entry("browser", Dimension.BROWSER),
            Map.entry("system", Dimension.SYSTEM),
            Map.entry("language", Dimension.LANGUAGE),
            Map.entry("event", Dimension.EVENT));

    /** Of several names of one word, the first that a table has is meant. */
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            names("date", "date|datum|fecha|data|date + hour (yyyymmddhh)"),
            names("nth_day", "nth day|tag n|n-ter tag|jour n|día n"),
            names(
                    "visitors",
                    "active users|total users|users|aktive nutzer|gesamtzahl der nutzer|nutzer insgesamt|nutzer"
                            + "|utilisateurs actifs|nombre total d'utilisateurs|usuarios activos|total de usuarios"
                            + "|utenti attivi|utenti totali|usuários ativos|total de usuários|actieve gebruikers"
                            + "|totaal aantal gebruikers"),
            names(
                    "views",
                    "views|screen page views|aufrufe|vues|vistas|visualizaciones|visualizzazioni|visualizações|weergaven"),
            names("visits", "sessions|sitzungen|sesiones|sessioni|sessões|sessies"),
            names(
                    "engaged",
                    "engaged sessions|sitzungen mit interaktionen|sessions avec engagement|sesiones con interacción"
                            + "|sessioni con coinvolgimento|sessões engajadas|betrokken sessies"),
            names(
                    "events",
                    "event count|ereignisanzahl|nombre d'événements|número de eventos|conteggio eventi"
                            + "|contagem de eventos|aantal gebeurtenissen"),
            names(
                    "source_medium",
                    "session source / medium|source / medium|sitzung - quelle/medium|source/support de la session"
                            + "|source / support de la session|fuente/medio de la sesión|sorgente/mezzo della sessione"
                            + "|origem/mídia da sessão"),
            names("source", "session source|sitzung - quelle|source de la session|fuente de la sesión"),
            names("medium", "session medium|sitzung - medium|support de la session|medio de la sesión"),
            names("campaign", "session campaign|sitzung - kampagne|campagne de la session|campaña de la sesión"),
            names(
                    "channel",
                    "session primary channel group (default channel group)|session default channel group"
                            + "|session primary channel group|default channel group"
                            + "|sitzung - primäre channelgruppe (standard-channelgruppe)|sitzung - standard-channelgruppe"
                            + "|groupe de canaux principal de la session (groupe de canaux par défaut)"
                            + "|grupo de canales principal de la sesión (grupo de canales predeterminado)"),
            names(
                    "page",
                    "page path and screen class|page path|page path + query string|seitenpfad und bildschirmklasse"
                            + "|seitenpfad|chemin de la page et classe de l'écran|ruta de página y clase de pantalla"
                            + "|percorso pagina e classe schermata|caminho da página e classe da tela"
                            + "|paginapad en schermklasse"),
            names(
                    "entry",
                    "landing page|landing page + query string|landingpage|page de destination|página de destino|pagina di destinazione"),
            names("country", "country|country id|land|pays|país|paese"),
            names(
                    "device",
                    "device category|device|gerätekategorie|catégorie d'appareil|categoría de dispositivo|categoria dispositivo|categoria do dispositivo|apparaatcategorie"),
            names("browser", "browser|navigateur|navegador"),
            names(
                    "system",
                    "operating system|betriebssystem|système d'exploitation|sistema operativo|besturingssysteem"),
            names("language", "language|language code|sprache|langue|idioma|lingua|taal"),
            names("event", "event name|ereignisname|nom de l'événement|nombre del evento|nome evento|nome do evento"));

    private GoogleWords() {}

    /** Our words by the names of the columns that are there. */
    static Map<String, String> of(Collection<String> columns) {
        Map<String, String> found = new HashMap<>();
        NAMES.forEach((word, names) ->
                names.stream().filter(columns::contains).findFirst().ifPresent(name -> found.put(word, name)));
        return found;
    }

    static boolean isMeasure(String column) {
        return MEASURES.stream()
                .anyMatch(word -> NAMES.getOrDefault(word, List.of()).contains(column));
    }

    /** Whether a column we have no word for may split the lines; those that are numbers in every report do not. */
    static boolean splits(String column) {
        return !column.isEmpty()
                && !column.matches(
                        ".*(rate|revenue|per |average|conversions|key events|new users|returning|engagement|time|ratio"
                                + "|umsatz|neue nutzer|durchschnitt|pro |wichtige ereignisse|schlüsselereignisse|nouveaux"
                                + "|revenu|taux|moyen|par |ingresos|nuevos|por |tasa|promedio|total).*");
    }

    private static Map.Entry<String, List<String>> names(String word, String names) {
        return Map.entry(word, Arrays.asList(names.split("\\|")));
    }
}
