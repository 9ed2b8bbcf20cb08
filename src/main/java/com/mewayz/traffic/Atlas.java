package com.mewayz.traffic;

import com.mewayz.platform.geo.Countries;
import com.mewayz.platform.geo.Ranges;
import java.net.InetAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks addresses up in tables of our own; nobody is asked. */
public final class Atlas implements Places {
    private final Supplier<Countries> countries;
    private final Supplier<Ranges> dataCentres;

    /** Both are made when the first hit asks: a server that nobody visits need not hold them. */
    public Atlas(Supplier<Countries> countries, Supplier<Ranges> dataCentres) {
        this.countries = countries;
        this.dataCentres = dataCentres;
    }

    @Override
    public @Nullable String country(String address) {
        var literal = literal(address);
        return literal == null ? null : countries.get().of(literal);
    }

    @Override
    public boolean isDataCentre(String address) {
        var literal = literal(address);
        return literal != null && dataCentres.get().contains(literal);
    }

    private static @Nullable InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
